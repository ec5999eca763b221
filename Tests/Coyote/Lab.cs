using LanguageExt;
using Microsoft.Coyote.Runtime;
using Microsoft.Coyote.Specifications;
using Microsoft.Extensions.Time.Testing;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Coyote;

/// <summary>What surrounds the sources of one scenario: a clock that the scenario moves, a Podio that rotates refresh tokens, and a store
/// in memory.</summary>
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

    /// <summary>Breaks off where it does not hold.</summary>
    internal static void Holds(bool rule, string otherwise) => Specification.Assert(rule, "{0}", otherwise);

    /// <summary>A token that was handed out: saved before.</summary>
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

    /// <summary>As <see cref="Saved"/>, or null where the source was disposed meanwhile.</summary>
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

    /// <summary>Several at once.</summary>
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

    /// <summary>That whoever asks a source that was disposed is told so.</summary>
    internal static async Task RefusesAsync(TokenSource source)
    {
        try
        {
            await source.GetTokenAsync();
            Holds(false, "a source that was disposed serves");
        }
        catch (ObjectDisposedException)
        {
            // So it has to be.
        }
    }
}

/// <summary>A clock that stands. Another may go first wherever it is read.</summary>
internal sealed class LabClock() : FakeTimeProvider(new DateTimeOffset(2026, 8, 11, 9, 0, 0, TimeSpan.Zero))
{
    public override DateTimeOffset GetUtcNow()
    {
        SchedulingPoint.Interleave();
        return base.GetUtcNow();
    }
}

/// <summary>A Podio, and the rules of the wire: one request at a time, and neither a refresh token nor a code twice.</summary>
internal sealed class LabPodio
{
    private readonly System.Collections.Generic.HashSet<string> _sent = [];

    /// <summary>How many requests it has answered.</summary>
    internal int Answered { get; private set; }

    /// <summary>How many are on their way.</summary>
    internal int InFlight { get; private set; }

    /// <summary>Requests wait for it.</summary>
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

/// <summary>A store that is watched, and may be slow or fail.</summary>
internal sealed class LabStore(ITokenStore inner) : ITokenStore
{
    private readonly List<string> _written = [];

    /// <summary>How often the lock on a login was asked for: once in each flight.</summary>
    internal int Flights { get; set; }

    /// <summary>How many locks on logins are held.</summary>
    internal int Held { get; private set; }

    /// <summary>Whether the next write fails.</summary>
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

/// <summary>What of a grant may be sent once.</summary>
internal static class GrantOnce
{
    internal static string? MatchOnce(this Grant grant) => grant.Match<string?>(
        authorizationCode: code => code.Code.Reveal(),
        password: _ => "",
        app: _ => "",
        refreshToken: refresh => refresh.RefreshToken.Reveal())
        is { Length: > 0 } once ? once : null;
}
