using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>Writes what a server received, revealed for a counterexample.</summary>
internal static class ReceivedText
{
    internal static string Of(ReceivedRequest request) =>
        $"{CSharpText.Of(request.Method)} {CSharpText.Of(request.RevealPath())}, "
        + $"Content-Type {CSharpText.Of(request.RevealContentType())}, "
        + $"Authorization {CSharpText.Of(request.Authorization?.Reveal())}: {CSharpText.OfBytes(request.AsMemory().Span)}";
}
