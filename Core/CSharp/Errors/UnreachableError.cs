namespace PodioOAuth.Functional;

/// <summary>The error of a request without a reply, or with an incomplete one.</summary>
public sealed record UnreachableError : OAuthError
{
    internal UnreachableError(UnreachableReason reason, bool mayHaveBeenProcessed) =>
        (Reason, MayHaveBeenProcessed) = (reason, mayHaveBeenProcessed);

    /// <summary>Where the request failed.</summary>
    public UnreachableReason Reason { get; init; }

    /// <summary>Whether the server may have acted on the request: false only if the body was certainly not sent.</summary>
    public bool MayHaveBeenProcessed { get; init; }

    internal override string Sentence => MayHaveBeenProcessed
        ? $"Podio didn't send a complete reply: {ReasonSentence}. The request may have been processed."
        : $"Podio couldn't be reached: {ReasonSentence}. The request wasn't processed.";

    internal override RetryAdvice Advice => MayHaveBeenProcessed
        ? Functional.RetryAdvice.Ambiguous(AtOnce)
        : Functional.RetryAdvice.Safe(AtOnce);

    internal override bool MayHaveArrived => MayHaveBeenProcessed;

    internal override bool IsInDoubt => MayHaveBeenProcessed;

    private static RetryAfter AtOnce { get; } = RetryAfter.After(TimeSpan.Zero);

    private string ReasonSentence => Reason switch
    {
        UnreachableReason.NameResolution => "the host name couldn't be resolved",
        UnreachableReason.ConnectionRefused => "the connection was refused",
        UnreachableReason.ConnectionFailed => "no connection could be established",
        UnreachableReason.Tls => "the TLS handshake failed",
        UnreachableReason.Timeout => "the request timed out",
        UnreachableReason.ConnectionLost => "the connection was lost",
        UnreachableReason.InvalidResponse => "the reply isn't HTTP",
        UnreachableReason.Redirected => "the reply came from a different address than the request was sent to",
        UnreachableReason.SecondSend => "something tried to send the credentials a second time and was stopped",
        _ => "the request failed",
    };

    private protected override ReplyFacts? FactsOfReply => null;

    private protected override OAuthError Without(SecretScrubber secrets) => this;

    private protected override T Dispatch<T>(in Cases<T> on) => on.Unreachable(this);
}

/// <summary>Specifies where a request without a complete reply failed.</summary>
public enum UnreachableReason
{
    /// <summary>Something else.</summary>
    Other = 0,

    /// <summary>The host name couldn't be resolved.</summary>
    NameResolution,

    /// <summary>Nothing is listening on that address and port.</summary>
    ConnectionRefused,

    /// <summary>No connection could be established for another reason (no route, a proxy that failed).</summary>
    ConnectionFailed,

    /// <summary>The TLS handshake failed: an untrusted certificate, no common version, or a server without TLS.</summary>
    Tls,

    /// <summary>No complete reply, including the body, arrived before the timeout.</summary>
    Timeout,

    /// <summary>The connection was lost after it was established: it was reset, or closed before the reply was complete.</summary>
    ConnectionLost,

    /// <summary>The reply isn't HTTP.</summary>
    InvalidResponse,

    /// <summary>The reply came from a different address than the request was sent to: an underlying handler followed a redirect.</summary>
    Redirected,

    /// <summary>Something below the transport (a redirect, a retry handler) tried to send the body a second time and was stopped.</summary>
    SecondSend,
}
