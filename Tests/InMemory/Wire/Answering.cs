namespace PodioOAuth.Functional.InMemory.Tests.Wire;

/// <summary>For tests that are about replies, and not about what happens to them on their way.</summary>
internal static class Answering
{
    internal static HttpReply Answer(this InMemoryPodio podio, ReceivedRequest request) => podio.Handle(request).Reply;
}
