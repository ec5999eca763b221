using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Serving;

/// <summary>The environment of the code under simulation: a Podio, a store that survives crashes, and a clock.</summary>
public sealed class SimulatedWorld
{
    internal SimulatedWorld(Simulation simulation)
    {
        var life = simulation.Life;
        Clock = simulation.Clock;
        Exchange = new SimulatedPodioLife(simulation, life).AskAsync;
        Store = new SimulatedStoreLife(simulation, life);
        Login = simulation.Podio.FirstLogin;
    }

    /// <summary>The exchange with Podio. Every token is valid for eight hours, and a refresh token is replaced whenever it is
    /// used.</summary>
    public TokenExchange Exchange { get; }

    /// <summary>A store that survives crashes.</summary>
    public ITokenStore Store { get; }

    /// <summary>The clock, including its timers.</summary>
    public TimeProvider Clock { get; }

    /// <summary>The client.</summary>
    public ClientCredentials Client { get; } = new("simulated-client", "simulated-client-secret");

    /// <summary>A request for an app's token, to start or start over with.</summary>
    public TokenRequest AppRequest => new(Client, Grant.App(4711, "simulated-app-token"));

    /// <summary>A user's login to start with, whose access token has just been granted.</summary>
    public SavedLogin Login { get; }

    /// <summary>Options for a <see cref="TokenSource"/> in this world, so that its renewals run on the schedule's thread.</summary>
    public TokenSourceOptions SourceOptions =>
        new() { TimeProvider = Clock, Store = Store, JitterShare = 0, Launch = static work => work() };
}
