using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;
using PodioToken.Commands;
using PodioToken.Reports;
using PodioToken.Settings;
using PodioToken.Storing;

namespace PodioToken.Profiles;

/// <summary>A profile at work: its store, and a source of tokens over it.</summary>
internal sealed class ProfileSession : IAsyncDisposable
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(60);

    // A renewal that was begun is not given up: it may have spent the refresh token. A code is spent in any case, and a person waits.
    private static readonly TimeSpan LongestRenewal = LongestCall + TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestSignIn = TimeSpan.FromSeconds(3);

    private readonly Connection _connection;

    private ProfileSession(Profile profile, ITokenStore store, Secret clientSecret, TimeProvider time, TimeSpan longestEnd)
    {
        Profile = profile;
        _connection = Connection.Open(TransportKind.HttpClient, profile.Endpoint);
        Source = TokenSource.SignedIn(
            Transport.ToTokenExchange(),
            new ClientCredentials(profile.ClientId, clientSecret),
            profile.Name,
            options: new TokenSourceOptions
            {
                Store = store,
                Endpoint = profile.Endpoint,
                TimeProvider = time,
                DisposeTimeout = longestEnd,
            });
    }

    public Profile Profile { get; }

    public Transport Transport => _connection.Transport;

    public SignedInTokenSource Source { get; }

    /// <summary>With a client secret that is at hand: to begin a login, or to end one.</summary>
    public static ProfileSession Open(Profile profile, ITokenStore store, Secret clientSecret, TimeProvider time) =>
        new(profile, store, clientSecret, time, LongestSignIn);

    /// <summary>With the client secret that the profile keeps.</summary>
    /// <exception cref="EndedException">It keeps none.</exception>
    /// <exception cref="IOException">The store cannot be read.</exception>
    public static async Task<ProfileSession> OpenAsync(Profile profile, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var store = Stores.Open(profile.Store, surroundings.Folders, surroundings.Time);
        var secret = await SecretAsync(profile, store, surroundings.Time, cancellationToken) ?? throw EndedException.Of(
            ExitCode.SignInAgain, $"Profile {profile.Name} is signed out. (podio-token login)", new Fact("reason", "signed_out"));
        return new ProfileSession(profile, store, secret, surroundings.Time, LongestRenewal);
    }

    /// <summary>An ordinary client of Podio's API that adds the token to what it sends there.</summary>
    public HttpClient ToApiClient()
    {
        var options = new PodioTokenHandlerOptions();
        options.AllowedOrigins.Clear();
        options.AllowedOrigins.Add(Profile.Endpoint.Api);
        return new HttpClient(new PodioTokenHandler(_ => Source, options) { InnerHandler = HttpClientTransport.CreateHandler() })
        {
            BaseAddress = Profile.Endpoint.Api,
            Timeout = LongestCall,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        _connection.Dispose();
    }

    // What keeps the secret from being read keeps the login from it as well, most likely, and the library has a name for that. Else it is
    // the entry itself.
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
                ExitCode.Torn, $"{ClientSecretEntry.Unreadable(exception.Message)} podio-token doctor says more.",
                new Fact("problem", "torn"));
        }
    }
}
