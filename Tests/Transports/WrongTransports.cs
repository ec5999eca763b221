using LanguageExt;
using Outcome = LanguageExt.Either<PodioOAuth.Functional.OAuthError, PodioOAuth.Functional.HttpReply>;

namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>Transports with one fault each, made from a right one: the test of the contract.</summary>
internal static class WrongTransports
{
    /// <summary>By the law that each breaks.</summary>
    internal static IReadOnlyDictionary<string, TransportFactory> ByLaw { get; } = new Dictionary<string, TransportFactory>
    {
        ["Posts the request's exact bytes, with their content type, to their path"] = setup =>
            Right(setup, new Before(message => message.Content!.Headers.ContentType!.CharSet = "utf-8")),
        ["Keeps the path of the base address"] = setup => Right(setup with { Endpoint = WithoutPath(setup.Endpoint) }),
        ["Requests JSON in English"] = setup => Right(setup, new Before(message => message.Headers.Remove("Accept-Language"))),
        ["Sends no Authorization"] = setup =>
            Right(setup, new Before(message => message.Headers.Add("Authorization", "OAuth2 law"))),
        ["Sends back no cookie"] = Set(handler => handler.UseCookies = true),
        ["Returns any status as a reply"] = setup => Then(Right(setup), outcome =>
            outcome.Bind(reply => reply.Status >= 500 ? (Outcome)OAuthError.Unreachable(UnreachableReason.Other, true) : reply)),
        ["Returns the relevant headers as received"] = setup => Then(Right(setup), outcome =>
            outcome.Map(reply => reply with { RetryAfter = [.. (reply.RevealHeader("Retry-After") ?? "").Split(',').Take(1)] })),
        ["Returns the body byte by byte, however it is framed"] = setup => Then(Right(setup), outcome =>
            outcome.Map(reply => reply with { Body = reply.AsMemory().TrimEnd((byte)0xff) })), // Read until -1.
        ["Abandons a body larger than the limit, and keeps the rest of the reply"] = setup =>
            Right(setup with { MaxReplyBytes = setup.MaxReplyBytes + 1 }),
        ["Abandons endless headers"] = Set(handler => handler.MaxResponseHeadersLength *= 1024),
        ["Decompresses every compression that it requests"] = setup =>
            Right(setup, new Before(message => message.Headers.Add("Accept-Encoding", "gzip"))),
        ["Returns a compressed body unchanged, or decompressed and within the limit"] = setup => Then(Right(setup), outcome =>
            outcome.Map(reply => reply with { Body = Unpack(reply.AsMemory()) })),
        ["Follows no redirects"] = setup => Right(setup, new Following()),
        ["Sends a request once, whatever the reply"] = setup => Twice(Right(setup)),
        ["Includes connecting and the headers in the timeout"] = setup =>
            Right(setup with { Timeout = Timeout.InfiniteTimeSpan }, new TimedBody(setup.Timeout)),
        ["Includes the body in the timeout"] = setup =>
            Right(setup with { Timeout = Timeout.InfiniteTimeSpan }, new TimedHeaders(setup.Timeout)),
        ["Stops promptly with an exception when the caller cancels"] = setup => Swallowing(Right(setup)),
        ["Reports a host name that can't be resolved"] =
            Renaming(UnreachableReason.NameResolution, UnreachableReason.ConnectionFailed, false),
        ["Reports a refused connection"] = Renaming(UnreachableReason.ConnectionRefused, UnreachableReason.ConnectionRefused, true),
        ["Reports a failed TLS handshake"] = Set(handler =>
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null), // Anybody's.
        ["Reports a lost connection"] = Renaming(UnreachableReason.ConnectionLost, UnreachableReason.ConnectionLost, false),
        ["Reports a reply that isn't HTTP"] = Renaming(UnreachableReason.InvalidResponse, UnreachableReason.Other, true),
        ["Returns to each of many callers the reply to its own request"] = setup => Mixing(Right(setup)),
        ["Works normally after failures"] = setup => Sulking(Right(setup)),
    };

    private static Transport Right(TransportSetup setup, DelegatingHandler? handler = null)
    {
        var bottom = HttpClientTransport.CreateHandler();
        return Over(setup, handler is null ? bottom : handler.Above(bottom));
    }

    private static Transport Over(TransportSetup setup, HttpMessageHandler handler) => HttpClientTransport.Create(
        new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan },
        setup.Endpoint,
        new TransportOptions { MaxReplyBytes = setup.MaxReplyBytes, Timeout = setup.Timeout });

    private static TransportFactory Set(Action<SocketsHttpHandler> set) => setup =>
    {
        var handler = HttpClientTransport.CreateHandler();
        set(handler);
        return Over(setup, handler);
    };

    // Whatever it swells to.
    private static ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> body)
    {
        if (!body.Span.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
        {
            return body;
        }

        using var unpacking = new GZipStream(new MemoryStream(body.ToArray()), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        unpacking.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static PodioEndpoint WithoutPath(PodioEndpoint endpoint) =>
        PodioEndpoint.Create(endpoint.Api.GetLeftPart(UriPartial.Authority)).Right();

    private static Transport Then(Transport transport, Func<Outcome, Outcome> change) =>
        async (request, cancellationToken) => change(await transport(request, cancellationToken));

    private static TransportFactory Renaming(UnreachableReason from, UnreachableReason to, bool mayHaveBeenProcessed) => setup =>
        Then(Right(setup), outcome => outcome.MapLeft(error =>
            error is UnreachableError { Reason: var reason } && reason == from ? OAuthError.Unreachable(to, mayHaveBeenProcessed) : error));

    private static Transport Twice(Transport transport) => async (request, cancellationToken) =>
    {
        var outcome = await transport(request, cancellationToken);
        var isWorthIt = outcome.Match(
            Right: reply => reply.Status >= 500,
            Left: error => error is UnreachableError { Reason: UnreachableReason.ConnectionLost });
        return isWorthIt ? await transport(request, cancellationToken) : outcome;
    };

    private static Transport Swallowing(Transport transport) => async (request, cancellationToken) =>
    {
        try
        {
            return await transport(request, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return OAuthError.Unreachable(UnreachableReason.Timeout, mayHaveBeenProcessed: true);
        }
    };

    // Whoever asks while others do gets the reply that came before its own.
    private static Transport Mixing(Transport transport)
    {
        var callers = 0;
        object? last = null;
        return async (request, cancellationToken) =>
        {
            var isAlone = Interlocked.Increment(ref callers) == 1;
            try
            {
                object own = await transport(request, cancellationToken);
                var earlier = Interlocked.Exchange(ref last, own);
                return isAlone ? (Outcome)own : (Outcome)(earlier ?? own);
            }
            finally
            {
                Interlocked.Decrement(ref callers);
            }
        };
    }

    private static Transport Sulking(Transport transport)
    {
        Outcome first = default;
        return async (request, cancellationToken) =>
        {
            if (first.IsBottom)
            {
                var outcome = await transport(request, cancellationToken);
                first = outcome.IsLeft ? outcome : first;
                return outcome;
            }

            return first;
        };
    }
}
