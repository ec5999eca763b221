namespace PodioOAuth.Functional.Serving;

/// <summary>A received request, without its secrets.</summary>
internal sealed record RequestReply(
    DateTimeOffset At, string Method, string Path, IReadOnlyDictionary<string, string> Fields, int Status, string? Fault);

/// <summary>The requests that the server has received.</summary>
internal static class RequestsControl
{
    internal static ControlReply Read(InMemoryPodio podio) => ControlReply.Of<IReadOnlyList<RequestReply>>(
        [.. podio.Requests.Select(seen => new RequestReply(seen.At, seen.Method, seen.Path, seen.Fields, seen.Status, seen.Fault))],
        ControlJson.Default.IReadOnlyListRequestReply);

    internal static ControlReply Forget(InMemoryPodio podio)
    {
        podio.ForgetRequests();
        return ControlReply.Done;
    }
}
