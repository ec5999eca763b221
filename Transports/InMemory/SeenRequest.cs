namespace PodioOAuth.Functional;

/// <summary>A request that an <see cref="InMemoryPodio"/> has handled, without its secrets.</summary>
public sealed class SeenRequest
{
    internal SeenRequest(DateTimeOffset at, ReceivedRequest request, PodioStep step, string? fault)
    {
        At = at;
        Method = RequestSummary.MethodOf(request);
        Path = RequestSummary.PathOf(request);
        Fields = RequestSummary.FieldsOf(request);
        Status = step.Reply.Status;
        Fault = fault;
    }

    /// <summary>When, by the server's clock.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The method; <c>(unknown)</c> for one that HTTP does not define.</summary>
    public string Method { get; }

    /// <summary>The path; <c>(unknown)</c> for one that the server does not know.</summary>
    public string Path { get; }

    /// <summary>The fields by name, <c>[redacted]</c> for a secret. Of a request that could not be read, what is wrong with each.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; }

    /// <summary>The status of the reply, whether it arrived or not.</summary>
    public int Status { get; }

    /// <summary>The fault that the request met, such as <c>Cut</c>, or null.</summary>
    public string? Fault { get; }

    /// <summary>Method, path and status.</summary>
    public override string ToString() => $"{Method} {Path} {Status}{(Fault is null ? "" : $" ({Fault})")}";
}
