using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Authentication;

namespace PodioOAuth.Functional;

/// <summary>Determines where an exchange failed from the exception that a client threw.</summary>
internal static class FailureClassifier
{
    /// <summary>Returns whether the exception means that the exchange failed, rather than that the program has a bug.</summary>
    /// <remarks>What .NET throws for bugs (arguments, disposed objects, null references, unsupported settings) is a
    /// <see cref="SystemException"/> other than the few that networks cause, and is passed on. Anything else is a failure, including the
    /// exceptions that handlers define themselves (an open circuit breaker, a full limiter).</remarks>
    internal static bool IsFailure(Exception exception) =>
        exception is not SystemException
        || exception is OperationCanceledException or TimeoutException or IOException or InvalidDataException
            or AuthenticationException or ExternalException;

    /// <summary>Returns the reason, from the exception or from the first inner exception that determines one.</summary>
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

    // A cancellation that arrives here isn't the caller's: the client, or one of its handlers, stopped waiting.
    private static UnreachableReason? Read(Exception exception) => exception switch
    {
        OperationCanceledException or TimeoutException => UnreachableReason.Timeout,
        HttpRequestException http => Read(http.HttpRequestError, http),
        HttpIOException http => Read(http.HttpRequestError, http),
        SocketException socket => Read(socket.SocketErrorCode),
        AuthenticationException => UnreachableReason.Tls,
        IOException => UnreachableReason.ConnectionLost,
        InvalidDataException => UnreachableReason.InvalidResponse, // The client failed to decompress.
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
        _ => null, // A reset appears as Unknown, with the cause in an inner exception.
    };

    private static UnreachableReason? Within(Exception exception) => exception.InnerException is { } inner ? Read(inner) : null;

    private static UnreachableReason? Read(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => UnreachableReason.ConnectionRefused,
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => UnreachableReason.NameResolution,
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown
            or SocketError.NotConnected => UnreachableReason.ConnectionLost, // The last one: reset as soon as it was established.
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.TimedOut
            or SocketError.AddressNotAvailable => UnreachableReason.ConnectionFailed,
        _ => null,
    };
}
