using System.Globalization;

namespace PodioOAuth.Functional;

// Attempt = reply | error | exception

/// <summary>The outcome of one request: whatever a transport does, good or bad, as a value.</summary>
internal sealed record Attempt(HttpReply? Reply, OAuthError? Error, Exception? Exception)
{
    internal static async Task<Attempt> MakeAsync(Transport transport, FormRequest request, CancellationToken cancellationToken = default)
    {
        try
        {
            var outcome = await transport(request, cancellationToken).ConfigureAwait(false);
            return outcome.IsBottom
                ? new Attempt(null, null, new InvalidOperationException("default(Either)"))
                : outcome.Match(Right: reply => new Attempt(reply, null, null), Left: error => new Attempt(null, error, null));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return new Attempt(null, null, exception); // Whatever it is, the law judges it.
        }
    }

    /// <summary>Null if the reply has this status.</summary>
    internal string? IsReply(int status) => Reply?.Status == status ? null : Expected($"a reply with status {status}");

    /// <summary>Null if the reply has this complete body.</summary>
    internal string? HasBody(ReadOnlyMemory<byte> body) =>
        Reply is { IsBodyTooLarge: false } && Reply.AsMemory().Span.SequenceEqual(body.Span)
            ? null
            : Expected(string.Create(CultureInfo.InvariantCulture, $"a reply with the {body.Length} bytes that were sent"));

    /// <summary>Null if the body was abandoned and the rest of the reply is there.</summary>
    internal string? IsTooLarge() =>
        Reply is { IsBodyTooLarge: true, Status: 200 } && Reply.AsMemory().IsEmpty && Reply.RevealHeader("X-Podio-Request-Id") == "law"
            ? null
            : Expected("status and headers, with the body marked as too large and empty");

    /// <summary>Null if it is this failure.</summary>
    internal string? IsUnreachable(UnreachableReason reason, bool mayHaveBeenProcessed) =>
        Error is UnreachableError error && error.Reason == reason && error.MayHaveBeenProcessed == mayHaveBeenProcessed
            ? null
            : Expected(Describe(reason, mayHaveBeenProcessed));

    /// <summary>Null if the connection was lost, wherever.</summary>
    internal string? IsLost() =>
        Error is UnreachableError { Reason: UnreachableReason.ConnectionLost } ? null : Expected("unreachable (ConnectionLost)");

    /// <summary>Null if it is a failure before the timeout, whatever its name.</summary>
    internal string? IsNoReply() =>
        Error is UnreachableError { Reason: not UnreachableReason.Timeout, MayHaveBeenProcessed: true }
            ? null
            : Expected("unreachable (not because of the timeout, may have been processed)");

    /// <summary>Null if it is the caller's own cancellation.</summary>
    internal string? IsCancelledBy(CancellationToken token) =>
        Exception is OperationCanceledException cancelled && cancelled.CancellationToken == token
            ? null
            : Expected("an OperationCanceledException with the caller's token");

    private static string Describe(UnreachableReason reason, bool mayHaveBeenProcessed) =>
        $"unreachable ({reason}, {(mayHaveBeenProcessed ? "may have been processed" : "not processed")})";

    private string Expected(string what) => $"expected {what}, got {Describe()}";

    private string Describe() => this switch
    {
        { Reply: { } reply } => string.Create(
            CultureInfo.InvariantCulture,
            $"a reply with status {reply.Status} and {reply.AsMemory().Length} bytes{(reply.IsBodyTooLarge ? ", too large" : "")}"),
        { Error: UnreachableError error } => Describe(error.Reason, error.MayHaveBeenProcessed),
        { Error: { } error } => error.GetType().Name,
        { Exception: OperationCanceledException } => "an OperationCanceledException",
        _ => $"an exception of type {Exception!.GetType().Name}", // Not its message, which is foreign text.
    };
}
