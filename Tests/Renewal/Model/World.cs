using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>What surrounds a source in a simulation: a Podio, a store and locks, each of which waits for the schedule before it acts, and a
/// clock that the schedule moves. It writes down what happens, and notes what must not.</summary>
internal sealed class World
{
    internal static readonly DateTimeOffset Start = new(2026, 8, 11, 9, 0, 0, TimeSpan.Zero);

    private static readonly Entropy Entropy = new("abcdefghijklmnopqrstuvwxyz012345"u8);

    private readonly List<Ticket> _tickets = [];
    private readonly List<(TimeSpan At, string What)> _timeline = [];
    private readonly List<DateTimeOffset> _instants = [Start];
    private bool _isStepping;
    private int _busySince;

    internal World()
    {
        Ledger = new Ledger(() => Awake);
        Podio = new InMemoryPodio(SamplePodio.State(Start), Clock, () => Entropy);
        Exchange = new SimulatedExchange(this);
        Store = new SimulatedStore(this);
    }

    internal ArmedClock Clock { get; } = new();

    internal InMemoryPodio Podio { get; }

    internal SimulatedExchange Exchange { get; }

    internal SimulatedStore Store { get; }

    internal Ledger Ledger { get; }

    internal List<string> Violations { get; } = [];

    /// <summary>Which life of the process it is: what an earlier one waits for never comes.</summary>
    internal int Life { get; private set; }

    internal DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Where the clock has stood, in the order of it.</summary>
    internal IReadOnlyList<DateTimeOffset> Instants => _instants;

    /// <summary>Of the <see cref="Instants"/>, the one at which what is under way now began; the present one where nothing is.</summary>
    internal int BusySince => IsIdle ? _instants.Count - 1 : _busySince;

    internal string Timeline => string.Join(
        '\n', _timeline.Select(note => $"{(note.At < TimeSpan.Zero ? "-" : "")}{note.At:d\\.hh\\:mm\\:ss} {note.What}"));

    internal bool IsIdle => _tickets.Count == 0;

    internal void Note(string what) => _timeline.Add((Now - Start, what));

    internal void Violate(string rule)
    {
        Note("VIOLATION " + rule);
        Violations.Add(rule);
    }

    /// <summary>How often the clock was set back.</summary>
    internal int SetBacks { get; private set; }

    /// <summary>For how long the machine was awake.</summary>
    internal TimeSpan Awake { get; private set; }

    internal void Advance(TimeSpan by)
    {
        Awake += by;
        Clock.Advance(by);
        _instants.Add(Now);
    }

    /// <summary>Sets the clock back. Timers run on as if nothing had been: that is what a changed wall clock does.</summary>
    internal void SetBack(TimeSpan by)
    {
        SetBacks += by > TimeSpan.Zero ? 1 : 0;
        Clock.Set(-by);
        _instants.Add(Now);
    }

    /// <summary>A step to wait for. Whoever was canceled meanwhile goes no further than that.</summary>
    /// <remarks>Nothing is registered with the token: a source calls what is registered on the pool, and not on the schedule's own
    /// thread.</remarks>
    internal async Task Wait(string name, CancellationToken cancellationToken)
    {
        var ticket = new Ticket(name);
        _busySince = IsIdle && !_isStepping ? _instants.Count - 1 : _busySince;
        _tickets.Add(ticket);
        await ticket.Task;
        cancellationToken.ThrowIfCancellationRequested();
    }

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
        _isStepping = true;
        ticket.Go();
        _isStepping = false;
    }

    /// <summary>The process dies: what it waits for never comes, and the system frees its locks.</summary>
    internal void Crash()
    {
        Note("crash");
        Life++;
        _tickets.Clear();
        Store.Crash();
        Exchange.Crash(isAllLost: Ledger.Crash());
    }

    /// <summary>A source ends in the middle of life.</summary>
    internal void End()
    {
        Note("the source is disposed");
        Exchange.Forget();
        Ledger.Ended();
    }

    /// <summary>Whether Podio would give a token for the grant now. It is asked on a copy of its state, so that nothing comes of
    /// it.</summary>
    internal bool IsGood(Grant grant) => TokenRequest.Encode(new TokenRequest(SamplePodio.Client, grant)).Match(
        Right: form => PodioServer.Handle(
            Podio.State.Disarm(),
            new ReceivedRequest("POST", form.Path, form.ContentType, authorization: null, form.AsMemory()),
            Podio.Now,
            Entropy).Reply.Status == 200,
        Left: _ => false);
}
