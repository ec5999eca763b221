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

    /// <summary>Checks the law for a transport. Never throws, whatever the transport or its factory does.</summary>
    /// <param name="create">Creates the transport.</param>
    public Task<LawOutcome> CheckAsync(TransportFactory create) => CheckAsync(create, TimeProvider.System);

    internal async Task<LawOutcome> CheckAsync(TransportFactory create, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(create);
        var checking = Task.Run(() => _check(create)); // On its own thread: a transport may block the one that it is called on.
        try
        {
            var explanation = await checking.WaitAsync(Limit, time).ConfigureAwait(false);
            return new LawOutcome(Name, explanation is null, explanation ?? "");
        }
        catch (TimeoutException) when (!checking.IsCompleted)
        {
            return Broken($"It didn't complete within {Limit.TotalSeconds:0} seconds.");
        }
        catch (MalformedRequestException exception)
        {
            return Broken(exception.Message);
        }
        catch (Exception exception)
        {
            return Broken($"It threw an exception of type {exception.GetType().Name}."); // Not its message, which is foreign text.
        }
    }

    /// <summary>The law's name.</summary>
    public override string ToString() => Name;

    private LawOutcome Broken(string explanation) => new(Name, Holds: false, explanation);
}
