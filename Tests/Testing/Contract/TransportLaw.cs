namespace PodioOAuth.Functional.Serving;

/// <summary>Looks at a transport and says what is wrong with it, or null.</summary>
internal delegate Task<string?> LawCheck(TransportFactory create);

/// <summary>One thing that every transport has to do, and how to see whether it does.</summary>
/// <remarks>
/// Immutable; laws may be checked at the same time, each with servers of its own on loopback ports that the system chooses.
/// </remarks>
public sealed class TransportLaw
{
    // Far above what any law needs, on a machine with much else to do: for a transport that never comes back.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly LawCheck _check;

    internal TransportLaw(string name, LawCheck check) => (Name, _check) = (name, check);

    /// <summary>The law, as a short English sentence.</summary>
    public string Name { get; }

    /// <summary>Has the law look at a transport. Does not throw for anything that the transport does.</summary>
    /// <param name="create">Makes the transport.</param>
    public Task<LawOutcome> CheckAsync(TransportFactory create) => CheckAsync(create, TimeProvider.System);

    internal async Task<LawOutcome> CheckAsync(TransportFactory create, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(create);
        try
        {
            // On a thread of its own: a transport may block the one that it is called on.
            var explanation = await Task.Run(() => _check(create)).WaitAsync(Limit, time).ConfigureAwait(false);
            return new LawOutcome(Name, explanation is null, explanation ?? "");
        }
        catch (TimeoutException)
        {
            return new LawOutcome(Name, Holds: false, $"It did not come to an end within {Limit.TotalSeconds:0} seconds.");
        }
    }

    /// <summary>The law's name.</summary>
    public override string ToString() => Name;
}
