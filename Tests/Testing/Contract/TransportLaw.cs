namespace PodioOAuth.Functional.Serving;

/// <summary>Checks a transport, and returns what is wrong with it, or null.</summary>
internal delegate Task<string?> LawCheck(TransportFactory create);

/// <summary>One requirement of every transport, and how to check it.</summary>
/// <remarks>Immutable. Laws may be checked concurrently, each with its own servers on loopback ports chosen by the system.</remarks>
public sealed class TransportLaw
{
    // Far more than any law needs on a busy machine: for a transport that never returns.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly LawCheck _check;

    internal TransportLaw(string name, LawCheck check) => (Name, _check) = (name, check);

    /// <summary>The law, as a short English sentence.</summary>
    public string Name { get; }

    /// <summary>Checks the law for a transport. Never throws, whatever the transport does.</summary>
    /// <param name="create">Creates the transport.</param>
    public Task<LawOutcome> CheckAsync(TransportFactory create) => CheckAsync(create, TimeProvider.System);

    internal async Task<LawOutcome> CheckAsync(TransportFactory create, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(create);
        try
        {
            // On its own thread: a transport may block the one that it is called on.
            var explanation = await Task.Run(() => _check(create)).WaitAsync(Limit, time).ConfigureAwait(false);
            return new LawOutcome(Name, explanation is null, explanation ?? "");
        }
        catch (TimeoutException)
        {
            return new LawOutcome(Name, Holds: false, $"It didn't complete within {Limit.TotalSeconds:0} seconds.");
        }
    }

    /// <summary>The law's name.</summary>
    public override string ToString() => Name;
}
