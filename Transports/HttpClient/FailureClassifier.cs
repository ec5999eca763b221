using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Authentication;

namespace PodioOAuth.Functional;

/// <summary>Says where an exchange failed, from the exception that a client threw.</summary>
internal static class FailureClassifier
{
    /// <summary>Whether the exception says that the exchange failed, rather than that a program is wrong.</summary>
    /// <remarks>
    /// What .NET throws at wrong programs (arguments, disposed objects, null references, unsupported settings) is a
    /// <see cref="SystemException"/> and none of the few that networks cause: that stays an exception. Anything else is a failure, and so
    /// are the exceptions that handlers define for themselves (a circuit breaker that is open, a limiter that is full).
    /// </remarks>
    internal static bool IsFailure(Exception exception) =>
        exception is not SystemException
        || exception is OperationCanceledException or TimeoutException or IOException or InvalidDataException
            or AuthenticationException or ExternalException;

    /// <summary>The reason, from the exception or from the first one within it that tells.</summary>
    internal static UnreachableReason ReasonOf(Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (Read(inner) is { } reason)
            {
                return reason;
            }
        }

        return UnreachableReason.Other;
    }

    // A cancellation that arrives here is not the caller's: the client, or a handler of its, gave up waiting.
    private static UnreachableReason? Read(Exception exception) => exception switch
    {
        OperationCanceledException or TimeoutException => UnreachableReason.Timeout,
        HttpRequestException http => Read(http.HttpRequestError, http),
        HttpIOException http => Read(http.HttpRequestError, http),
        SocketException socket => Read(socket.SocketErrorCode),
        AuthenticationException => UnreachableReason.Tls,
        IOException => UnreachableReason.ConnectionLost,
        InvalidDataException => UnreachableReason.InvalidResponse, // The client decompresses, and could not.
        _ => null,
    };

    private static UnreachableReason? Read(HttpRequestError error, Exception exception) => error switch
    {
        HttpRequestError.NameResolutionError => UnreachableReason.NameResolution,
        HttpRequestError.ConnectionError => Within(exception) ?? UnreachableReason.ConnectionFailed,
        HttpRequestError.ProxyTunnelError or HttpRequestError.VersionNegotiationError => UnreachableReason.ConnectionFailed,
        HttpRequestError.SecureConnectionError => UnreachableReason.Tls,
        HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError => UnreachableReason.ConnectionLost,
        HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded => UnreachableReason.InvalidResponse,
        _ => null, // A reset shows as Unknown: what it was stands inside.
    };

    private static UnreachableReason? Within(Exception exception) => exception.InnerException is { } inner ? Read(inner) : null;

    private static UnreachableReason? Read(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => UnreachableReason.ConnectionRefused,
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => UnreachableReason.NameResolution,
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown
            or SocketError.NotConnected => UnreachableReason.ConnectionLost, // The last: reset as soon as it was made.
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.TimedOut
            or SocketError.AddressNotAvailable => UnreachableReason.ConnectionFailed,
        _ => null,
    };
}
