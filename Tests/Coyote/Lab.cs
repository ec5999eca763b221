using LanguageExt;
using Microsoft.Coyote.Runtime;
using Microsoft.Coyote.Specifications;
using Microsoft.Extensions.Time.Testing;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Coyote;

/// <summary>The environment of the sources of one scenario: a clock that the scenario moves, a Podio that rotates refresh tokens, and an
/// in-memory store.</summary>
internal sealed class Lab
{
    internal static readonly TokenRequest App = new(new ClientCredentials("my-client", "s3cret"), Grant.App(4711, "app-t0ken"));

    internal static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    internal Lab(Func<LabClock, ITokenStore>? store = null)
    {
        Podio = new LabPodio();
        Store = new LabStore(store?.Invoke(Clock) ?? new InMemoryTokenStore(Clock));
        Options = new TokenSourceOptions { TimeProvider = Clock, JitterShare = 0, Store = Store };
    }

    internal LabClock Clock { get; } = new();

    internal LabPodio Podio { get; }

    internal LabStore Store { get; }

    internal TokenSourceOptions Options { get; init; }

    internal TokenSource OfApp() => TokenSource.Unattended(Podio.AskAsync, App, Options);

    internal SignedInTokenSource OfPerson() => TokenSource.SignedIn(Podio.AskAsync, App.Client, "jane", options: Options);

    /// <summary>Stops the scenario if a condition doesn't hold.</summary>
    internal static void Holds(bool rule, string otherwise) => Specification.Assert(rule, "{0}", otherwise);

    /// <summary>Returns a token, and checks that it was saved before it was returned.</summary>
    internal Token Saved(Either<TokenSourceError, Token> answer)
    {
        var token = answer.Match(
            Right: token => token,
            Left: error =>
            {
                Holds(false, $"no token: {error.Describe()}");
                return null!;
            });
        Holds(Store.HasSaved(token), "a token was handed out before it was saved");
        return token;
    }

    /// <summary>Like <see cref="Saved"/>, but returns null if the source was disposed meanwhile.</summary>
    internal async Task<Token?> UnlessDisposedAsync(Func<Task<Either<TokenSourceError, Token>>> ask)
    {
        try
        {
            return Saved(await ask());
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }

    /// <summary>Runs several operations at once.</summary>
    internal static Task<T[]> AllAsync<T>(int count, Func<int, Task<T>> each)
    {
        var tasks = new Task<T>[count];
        for (var index = 0; index < count; index++)
        {
            var mine = index;
            tasks[index] = Task.Run(async () => await each(mine));
        }

        return Task.WhenAll(tasks);
    }

    /// <summary>Checks that a disposed source says that it is disposed.</summary>
    internal static async Task RefusesAsync(TokenSource source)
    {
        try
        {
            await source.GetTokenAsync();
            Holds(false, "a source that was disposed serves");
        }
        catch (ObjectDisposedException)
        {
            // As required.
        }
    }
}

/// <summary>A clock that stands still. Each reading is a scheduling point.</summary>
internal sealed class LabClock() : FakeTimeProvider(new DateTimeOffset(2026, 8, 11, 9, 0, 0, TimeSpan.Zero))
{
    public override DateTimeOffset GetUtcNow()
    {
        SchedulingPoint.Interleave();
        return base.GetUtcNow();
    }
}

/// <summary>A Podio with the rules of the wire: one request at a time, and neither a refresh token nor a code is sent twice.</summary>
internal sealed class LabPodio
{
    private readonly System.Collections.Generic.HashSet<string> _sent = [];

    /// <summary>The number of answered requests.</summary>
    internal int Answered { get; private set; }

    /// <summary>The number of requests in flight.</summary>
    internal int InFlight { get; private set; }

    /// <summary>Requests wait for this.</summary>
    internal Task Gate { get; set; } = Task.CompletedTask;

    internal async Task<Either<OAuthError, Token>> AskAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        Lab.Holds(++InFlight == 1, "two exchanges in flight");
        try
        {
            var once = request.Grant.MatchOnce();
            Lab.Holds(once is null || _sent.Add(once), "a refresh token or a code was sent twice");
            await Task.Yield();
            await Gate.WaitAsync(cancellationToken);
            var number = ++Answered;
            return new Token(
                new Secret($"access-{number}"), "bearer", Lab.Lifetime, new Secret($"refresh-{number}"), TokenReference.App(4711),
                Scope: null);
        }
        finally
        {
            InFlight--;
        }
    }
}

/// <summary>A store that is observed, and may be slow or fail.</summary>
internal sealed class LabStore(ITokenStore inner) : ITokenStore
{
    private readonly List<string> _written = [];

    /// <summary>How often the lock on a login was requested: once per flight.</summary>
    internal int Flights { get; set; }

    /// <summary>The number of locks on logins that are held.</summary>
    internal int Held { get; private set; }

    /// <summary>Gets or sets whether the next write fails.</summary>
    internal Func<bool> IsFailing { get; set; } = () => false;

    internal bool HasSaved(Token token) =>
        _written.Exists(entry => entry.Contains($"\"{token.AccessToken.Reveal()}\"", StringComparison.Ordinal));

    public async Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        Flights++;
        var held = Seed.Bug == Bug.StoreWithoutItsLock
            ? new StoreLock(() => Task.CompletedTask)
            : await inner.LockAsync(key, timeout, cancellationToken);
        if (held is null)
        {
            return null;
        }

        Held++;
        return new StoreLock(async () =>
        {
            Held--;
            await held.DisposeAsync();
        });
    }

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return await inner.ReadAsync(key, cancellationToken);
    }

    public async Task WriteAsync(
        string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default)
    {
        if (Seed.Bug == Bug.TokenHandedOutBeforeItsSave)
        {
            _ = Task.Run(async () => await WriteSlowlyAsync());
        }
        else
        {
            await WriteSlowlyAsync();
        }

        async Task WriteSlowlyAsync()
        {
            await Task.Yield();
            if (IsFailing())
            {
                throw new IOException("No space left.");
            }

            await inner.WriteAsync(key, value, lifetime, cancellationToken);
            _written.Add(System.Text.Encoding.UTF8.GetString(value.Span));
        }
    }

    public Task RemoveAsync(string key, CancellationToken cancellationToken = default) => inner.RemoveAsync(key, cancellationToken);
}

/// <summary>Returns the part of a grant that may be sent only once.</summary>
internal static class GrantOnce
{
    internal static string? MatchOnce(this Grant grant) => grant.Match<string?>(
        authorizationCode: code => code.Code.Reveal(),
        password: _ => "",
        app: _ => "",
        refreshToken: refresh => refresh.RefreshToken.Reveal())
        is { Length: > 0 } once ? once : null;
}
