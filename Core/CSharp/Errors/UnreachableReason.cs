namespace PodioOAuth.Functional;

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

    /// <summary>Something below the transport (a redirect, a retry handler) tried to send the body a second time, and was stopped.</summary>
    SecondSend,
}
