using LanguageExt;
using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;
using PodioToken.Commands;
using PodioToken.Doctoring;
using PodioToken.Reports;
using PodioToken.Saving;
using PodioToken.Settings;
using PodioToken.SigningIn;
using PodioToken.Storing;

namespace PodioToken.Profiles;

/// <summary>A profile in use: its store and its token source.</summary>
internal sealed class ProfileSession : IAsyncDisposable
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestSignIn = TimeSpan.FromSeconds(3); // A code is used up in any case, and a person waits.

    private const string Nobody = "nobody";

    private readonly Connection _connection;
    private readonly Action<string>? _log;
    private readonly Recording? _recording;
    private readonly ToolFolders _folders;
    private Room? _room;
    private Exception? _noRoom;

    private ProfileSession(
        Profile profile, ITokenStore? store, Secret clientSecret, ToolFolders folders, TimeProvider time, TimeSpan longestEnd,
        Action<string>? log, AccountGuard? guard = null, Recording? recording = null)
    {
        (Profile, _folders, _log, _recording) = (profile, folders, log, recording);
        _connection = Connection.Open(TransportKind.HttpClient, profile.Endpoint, log);
        Source = TokenSource.SignedIn(
            guard?.Over(AskWithRoomAsync, time) ?? AskWithRoomAsync,
            new ClientCredentials(profile.ClientId, clientSecret),
            profile.Name,
            options: new TokenSourceOptions
            {
                Store = store ?? new InMemoryTokenStore(),
                Endpoint = profile.Endpoint,
                TimeProvider = time,
                DisposeTimeout = longestEnd,
            });
    }

    /// <summary>How long a renewal is awaited. It isn't abandoned once started: it may have used the refresh token.</summary>
    public static TimeSpan LongestRenewal { get; } = LongestCall + TimeSpan.FromSeconds(10);

    public Profile Profile { get; }

    /// <summary>Whether the token is from <c>PODIO_ACCESS_TOKEN</c>, without a profile.</summary>
    public bool IsFromEnvironment { get; private init; }

    public Transport Transport => _recording is null ? _connection.Transport : _connection.Transport.WithRecording(_recording);

    public SignedInTokenSource Source { get; }

    /// <summary>Why nothing was sent, if there was no disk space for the reply; otherwise null.</summary>
    public string? NoRoom => _noRoom is { } why ? $"Nothing was sent because there is no disk space for the reply: {why.Message}" : null;

    /// <summary>Opens a session with a given client secret, to start or end a login.</summary>
    public static ProfileSession Open(
        Profile profile, ITokenStore store, Secret clientSecret, ToolFolders folders, TimeProvider time, Action<string>? log = null,
        AccountGuard? guard = null) => new(profile, store, clientSecret, folders, time, LongestSignIn, log, guard);

    /// <summary>Opens a session with the token in <c>PODIO_ACCESS_TOKEN</c>, which is neither renewed nor saved.</summary>
    /// <exception cref="EndedException">The token or the address is invalid.</exception>
    public static async Task<ProfileSession> OfEnvironmentAsync(string accessToken, Surroundings surroundings, Action<string>? log)
    {
        var now = surroundings.Time.GetUtcNow();
        var endpoint = EndpointSetting.Read(surroundings.Environment(Variable.Url.Name)).Match(
            Right: value => value, Left: error => throw new EndedException(Outcomes.Of(error, now)));
        var profile = new Profile(
            Variable.AccessToken.Name, endpoint, Nobody, SignInKind.Code, StoreKind.Plain, RedirectUri: null, Scope: null);
        var session = new ProfileSession(
            profile, store: null, Nobody, surroundings.Folders, surroundings.Time, LongestSignIn, log)
        { IsFromEnvironment = true };
        var token = new Token(
            new Secret(accessToken), "bearer", Lifetime: null, RefreshToken: null, Reference: TokenReference.None, Scope: null);
        var restored = await session.Source.RestoreAsync(new SavedLogin(token, now), CancellationToken.None);
        return restored.Match(
            Right: _ => session,
            Left: error => throw EndedException.Of(
                ExitCode.InvalidInput, $"{Variable.AccessToken.Name} isn't a valid access token. {error.Describe()}"));
    }

    /// <summary>Opens a session with the client secret saved for the profile.</summary>
    /// <exception cref="EndedException">No secret is saved.</exception>
    /// <exception cref="IOException">The store can't be read.</exception>
    public static async Task<ProfileSession> OpenAsync(
        Profile profile, Surroundings surroundings, CancellationToken cancellationToken, Action<string>? log = null,
        Recording? recording = null)
    {
        var store = Stores.Open(profile.Store, surroundings.Folders, surroundings.Time);
        var secret = await SecretAsync(profile, store, surroundings.Time, cancellationToken) ?? throw EndedException.Of(
            ExitCode.SignInAgain, $"{Words.SignedOut} (podio-token login)", new Fact("reason", "signed_out"));
        return new ProfileSession(
            profile, store, secret, surroundings.Folders, surroundings.Time, LongestRenewal, log, recording: recording);
    }

    /// <summary>Creates an HTTP client for Podio's API that adds the token to its requests.</summary>
    public HttpClient ToApiClient()
    {
        var options = new PodioTokenHandlerOptions();
        options.AllowedOrigins.Clear();
        options.AllowedOrigins.Add(Profile.Endpoint.Api);
        var bottom = RequestLog.Bottom(_log);
        return new HttpClient(new PodioTokenHandler(_ => Source, options)
        {
            InnerHandler = _recording is null ? bottom : new RecordingHandler(_recording, bottom),
        })
        {
            BaseAddress = Profile.Endpoint.Api,
            Timeout = LongestCall,
        };
    }

    /// <summary>Reserves disk space for Podio's reply before any question is asked.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public void ReserveRoom() => _room ??= Room.Reserve(_folders);

    /// <summary>Releases the reserved space for what is about to be written.</summary>
    public void ReleaseRoom() => Interlocked.Exchange(ref _room, null)?.Dispose();

    /// <summary>Converts an error of the source to an outcome. Signing in again wouldn't fix a variable.</summary>
    public Outcome OutcomeOf(TokenSourceError error, DateTimeOffset now) =>
        NoRoom is { } why
            ? Outcome.Failed(ExitCode.Store, why)
        : IsFromEnvironment && error is SignInAgainError
            ? Outcome.Failed(ExitCode.Rejected, $"Podio rejected the token in {Variable.AccessToken.Name}.")
        : Outcomes.Of(error, now);

    public async ValueTask DisposeAsync()
    {
        ReleaseRoom();
        await Source.DisposeAsync();
        _connection.Dispose();
    }

    private async Task<Either<OAuthError, Token>> AskWithRoomAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        try
        {
            ReserveRoom();
        }
        catch (Exception exception) when (TokenFile.IsFailure(exception))
        {
            _noRoom = exception;
            return OAuthError.Unreachable(UnreachableReason.Other, mayHaveBeenProcessed: false);
        }

        try
        {
            return await Transport.RequestTokenAsync(request, cancellationToken);
        }
        finally
        {
            ReleaseRoom();
        }
    }

    // Most likely the login can't be read for the same reason, for which the library has an error. Otherwise the entry itself is the
    // problem.
    private static async Task<Secret?> SecretAsync(
        Profile profile, ITokenStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return await ClientSecretEntry.ReadAsync(store, profile, cancellationToken);
        }
        catch (IOException exception)
        {
            var look = await Look.AtAsync(profile, store, time, cancellationToken);
            if (look.Error is StoreError error)
            {
                throw new EndedException(Outcomes.Of(error, time.GetUtcNow()));
            }

            throw EndedException.Of(
                ExitCode.Torn, $"{ClientSecretEntry.Unreadable(exception.Message)} Run podio-token doctor for details.",
                new Fact("problem", "torn"));
        }
    }
}
