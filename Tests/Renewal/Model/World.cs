using System.Text.Json;
using LanguageExt;
using Medallion.Threading;
using Microsoft.Extensions.Time.Testing;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>What surrounds a source in a simulation: a Podio, a store and locks, each of which waits for the schedule before it acts, and a
/// clock that the schedule moves. It writes down what happens, and notes what must not.</summary>
internal sealed class World
{
    internal static readonly DateTimeOffset Start = new(2026, 8, 11, 9, 0, 0, TimeSpan.Zero);

    private readonly List<Ticket> _tickets = [];
    private readonly Dictionary<string, byte[]> _stored = [];
    private readonly System.Collections.Generic.HashSet<string> _held = [];
    private readonly System.Collections.Generic.HashSet<string> _replaced = []; // Refresh tokens in whose place another one was received.
    private readonly List<string> _timeline = [];
    private readonly System.Collections.Generic.HashSet<string> _saved = [];
    private readonly Dictionary<string, DateTimeOffset> _expiries = [];
    private int _inFlight;

    internal World()
    {
        Clock = new FakeTimeProvider(Start);
        Podio = new InMemoryPodio(SamplePodio.State(Start), Clock, () => new Entropy("abcdefghijklmnopqrstuvwxyz012345"u8));
    }

    internal FakeTimeProvider Clock { get; }

    internal InMemoryPodio Podio { get; }

    internal List<string> Violations { get; } = [];

    internal int Exchanges { get; private set; }

    /// <summary>Which life of the process it is: what an earlier one waits for never comes.</summary>
    internal int Life { get; private set; }

    internal int FailingWrites { get; set; }

    internal DateTimeOffset Now => Clock.GetUtcNow();

    internal string Timeline => string.Join('\n', _timeline);

    internal bool IsIdle => _tickets.Count == 0;

    internal void Note(string what) => _timeline.Add($"{Now - Start:d\\.hh\\:mm\\:ss} {what}");

    internal void Violate(string rule)
    {
        Note("VIOLATION " + rule);
        Violations.Add(rule);
    }

    /// <summary>When an access token expires, counted from before its request was sent.</summary>
    internal DateTimeOffset ExpiryOf(Secret accessToken) => _expiries[accessToken.Reveal()];

    /// <summary>Lets one of the waiting steps go on.</summary>
    internal void Step(int choice)
    {
        if (_tickets.Count == 0)
        {
            return;
        }

        var ticket = _tickets[choice % _tickets.Count];
        _tickets.Remove(ticket);
        Note(ticket.Name);
        ticket.Go();
    }

    /// <summary>The process dies: what it waits for never comes, and the system frees its locks.</summary>
    internal void Crash()
    {
        Note("crash");
        Life++;
        _tickets.Clear();
        _held.Clear();
        _inFlight = 0;
        _replaced.Clear(); // What the dead process had received, the next one cannot know.
    }

    internal TokenExchange Exchange() => (request, cancellationToken) =>
    {
        var (life, requestedAt) = (Life, Now);
        Exchanges++;
        if (++_inFlight > 1)
        {
            Violate("two exchanges in flight");
        }

        var sent = (request.Grant as RefreshTokenGrant)?.RefreshToken.Reveal();
        if (sent is not null && _replaced.Contains(sent))
        {
            Violate("a refresh token sent again after a different one was received");
        }

        var reply = new Lazy<Task<Either<OAuthError, Token>>>(() => Podio.Transport.RequestTokenAsync(request, CancellationToken.None));
        return AskAsync();

        async Task<Either<OAuthError, Token>> AskAsync()
        {
            await Wait($"Podio handles {Name(request.Grant)}", cancellationToken);
            var answer = await reply.Value;
            answer.IfRight(token => _expiries[token.AccessToken.Reveal()] = token.ExpiresAt(requestedAt)!.Value);
            await Wait("the reply arrives", cancellationToken);
            if (life == Life)
            {
                _inFlight--;
                answer.IfRight(token =>
                {
                    if (sent is not null && token.RefreshToken is { } next && next.Reveal() != sent)
                    {
                        _replaced.Add(sent);
                    }
                });
            }

            return answer;
        }
    };

    internal ITokenStore Store() => new SimulatedStore(this);

    /// <summary>Whether the store has had the token.</summary>
    internal bool HasSaved(Secret accessToken) => _saved.Contains(accessToken.Reveal());

    private void Remember(byte[] entry)
    {
        using var json = JsonDocument.Parse(entry);
        if (json.RootElement.TryGetProperty("token", out var token))
        {
            _saved.Add(token.GetProperty("access_token").GetString()!);
        }
    }

    private static string Name(Grant grant) => grant.Match(
        authorizationCode: _ => "a code", password: _ => "a password", app: _ => "an app", refreshToken: _ => "a refresh");

    private Task Wait(string name, CancellationToken cancellationToken)
    {
        var ticket = new Ticket(name, this, cancellationToken);
        _tickets.Add(ticket);
        return ticket.Task;
    }

    private sealed class Ticket
    {
        private readonly TaskCompletionSource _source = new(); // Continues at once, on the schedule's own thread.

        internal Ticket(string name, World world, CancellationToken cancellationToken)
        {
            Name = name;
            cancellationToken.Register(() =>
            {
                world._tickets.Remove(this);
                _source.TrySetCanceled(cancellationToken);
            });
        }

        internal string Name { get; }

        internal Task Task => _source.Task;

        internal void Go() => _source.TrySetResult();
    }

    private sealed class SimulatedStore(World world) : ITokenStore, IDistributedLockProvider
    {
        public IDistributedLockProvider Locks => this;

        public async Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default)
        {
            await world.Wait("the store is read", cancellationToken);
            return world._stored.TryGetValue(key, out var value) ? new ReadOnlyMemory<byte>(value) : default(ReadOnlyMemory<byte>?);
        }

        public async Task WriteAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default)
        {
            var copy = value.ToArray();
            await world.Wait("the store is written", cancellationToken);
            if (world.FailingWrites > 0)
            {
                world.FailingWrites--;
                world.Note("the write fails");
                throw new IOException("No space left.");
            }

            world._stored[key] = copy;
            world.Remember(copy);
        }

        public async Task RemoveAsync(string key, CancellationToken cancellationToken = default)
        {
            await world.Wait("the store is cleared", cancellationToken);
            world._stored.Remove(key);
        }

        public IDistributedLock CreateLock(string name) => new SimulatedLock(world, name);
    }

    private sealed class SimulatedLock(World world, string name) : IDistributedLock
    {
        public string Name => name;

        public async ValueTask<IDistributedSynchronizationHandle?> TryAcquireAsync(
            TimeSpan timeout = default, CancellationToken cancellationToken = default)
        {
            var life = world.Life;
            do
            {
                await world.Wait("the lock is tried", cancellationToken);
            }
            while (!world._held.Add(name));

            return new Handle(() =>
            {
                if (life == world.Life)
                {
                    world._held.Remove(name);
                }
            });
        }

        public async ValueTask<IDistributedSynchronizationHandle> AcquireAsync(
            TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
            (await TryAcquireAsync(Timeout.InfiniteTimeSpan, cancellationToken))!;

        public IDistributedSynchronizationHandle? TryAcquire(TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public IDistributedSynchronizationHandle Acquire(TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }

    private sealed class Handle(Action release) : IDistributedSynchronizationHandle
    {
        public CancellationToken HandleLostToken => CancellationToken.None;

        public void Dispose() => release();

        public ValueTask DisposeAsync()
        {
            release();
            return ValueTask.CompletedTask;
        }
    }
}
