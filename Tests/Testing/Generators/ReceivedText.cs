using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>What a server got, laid open for a counter-example.</summary>
internal static class ReceivedText
{
    internal static string Of(ReceivedRequest request) =>
        $"{CSharpText.Of(request.Method)} {CSharpText.Of(request.RevealPath())}, "
        + $"Content-Type {CSharpText.Of(request.RevealContentType())}, "
        + $"Authorization {CSharpText.Of(request.Authorization?.Reveal())}: {CSharpText.OfBytes(request.AsMemory().Span)}";
}
