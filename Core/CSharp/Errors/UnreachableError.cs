namespace PodioOAuth.Functional;

/// <summary>The case of <see cref="OAuthError.Unreachable"/>: no reply, or not a whole one.</summary>
public sealed record UnreachableError : OAuthError
{
    internal UnreachableError(UnreachableReason reason, bool mayHaveBeenProcessed) =>
        (Reason, MayHaveBeenProcessed) = (reason, mayHaveBeenProcessed);

    /// <summary>Where it failed.</summary>
    public UnreachableReason Reason { get; init; }

    /// <summary>Whether the server may have acted upon the request: false only where the body was certainly not sent.</summary>
    public bool MayHaveBeenProcessed { get; init; }

    internal override string Sentence => MayHaveBeenProcessed
        ? $"Podio gave no whole reply: {ReasonSentence}. The request may have been processed."
        : $"Podio was not reached: {ReasonSentence}. The request was not processed.";

    internal override RetryAdvice Advice => MayHaveBeenProcessed
        ? Functional.RetryAdvice.Ambiguous(AtOnce)
        : Functional.RetryAdvice.Safe(AtOnce);

    internal override bool MayHaveArrived => MayHaveBeenProcessed;

    internal override bool IsInDoubt => MayHaveBeenProcessed;

    private static RetryAfter AtOnce { get; } = RetryAfter.After(TimeSpan.Zero);

    private string ReasonSentence => Reason switch
    {
        UnreachableReason.NameResolution => "the host's name did not resolve",
        UnreachableReason.ConnectionRefused => "the connection was refused",
        UnreachableReason.ConnectionFailed => "no connection could be made",
        UnreachableReason.Tls => "the TLS handshake failed",
        UnreachableReason.Timeout => "the time allowed ran out",
        UnreachableReason.ConnectionLost => "the connection broke",
        UnreachableReason.InvalidResponse => "what came back is not HTTP",
        UnreachableReason.Redirected => "the reply came from another address than the one asked",
        UnreachableReason.SecondSend => "something tried to send the credentials a second time and was stopped",
        _ => "the request failed",
    };

    private protected override ReplyFacts? FactsOfReply => null;

    private protected override OAuthError Without(SecretScrubber secrets) => this;

    private protected override T Dispatch<T>(in Cases<T> on) => on.Unreachable(this);
}

/// <summary>Where a request failed that got no whole reply.</summary>
public enum UnreachableReason
{
    /// <summary>Something else.</summary>
    Other = 0,

    /// <summary>The host's name did not resolve.</summary>
    NameResolution,

    /// <summary>Nothing listens at that address and port.</summary>
    ConnectionRefused,

    /// <summary>No connection could be made for another reason (no route, a proxy that failed).</summary>
    ConnectionFailed,

    /// <summary>The TLS handshake failed: an untrusted certificate, no common version, or no TLS at all on the other side.</summary>
    Tls,

    /// <summary>No whole reply within the time allowed, the body included.</summary>
    Timeout,

    /// <summary>The connection broke after it was made: reset, or closed before the reply was whole.</summary>
    ConnectionLost,

    /// <summary>What came back is not HTTP.</summary>
    InvalidResponse,

    /// <summary>The reply came from another address than the one asked: a handler below followed a redirect.</summary>
    Redirected,

    /// <summary>Something below the transport (a redirect, a retry handler) tried to send the body a second time, and was
    /// stopped.</summary>
    SecondSend,
}
