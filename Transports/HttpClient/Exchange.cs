using System.Collections.Concurrent;
using System.Net;
using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>Posts a body to an address through some client, and gives the reply as soon as its headers have come.</summary>
internal delegate Task<HttpResponseMessage> Post(Uri address, SingleUseContent content, CancellationToken cancellationToken);

/// <summary>What is sent, and what it alone knows of how that ended.</summary>
internal interface ICall
{
    /// <summary>Sends it, and gives the reply as soon as its headers have come.</summary>
    Task<HttpResponseMessage> SendAsync(CancellationToken cancellationToken);

    /// <summary>What went wrong that no exception tells; null for nothing. The response is null where none came.</summary>
    UnreachableReason? ProblemOf(HttpResponseMessage? response);

    /// <summary>Whether the server may have acted upon it, where it ended for this reason.</summary>
    bool MayHaveBeenProcessed(UnreachableReason reason);
}

/// <summary>One request and its reply, within bounds: what transports over any <see cref="HttpClient"/> share.</summary>
/// <param name="endpoint">Where the requests go.</param>
/// <param name="options">The bounds.</param>
/// <param name="post">Sends one.</param>
/// <param name="clientTimeout">What the client allows at the time; here it covers the body too, not only the headers.</param>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class Exchange(PodioEndpoint endpoint, TransportOptions options, Post post, Func<TimeSpan> clientTimeout)
{
    private readonly Deadline.Pool _deadlines = new();
    private readonly ConcurrentDictionary<string, Uri> _addresses = new(StringComparer.Ordinal); // As many as FormRequest has paths.

    /// <summary>Sends a token request once and reads the whole reply.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The caller's.</param>
    internal Task<Either<OAuthError, HttpReply>> RunAsync(FormRequest request, CancellationToken cancellationToken)
    {
        if (request is null)
        {
            return Task.FromException<Either<OAuthError, HttpReply>>(new ArgumentNullException(nameof(request)));
        }

        var address = AddressOf(request);
        var call = new TokenCall(post, address, new SingleUseContent(request, address));
        return RunAsync(call, options, clientTimeout, _deadlines, cancellationToken);
    }

    /// <summary>Makes any call once and reads the whole reply.</summary>
    /// <param name="call">The call.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="clientTimeout">The client's timeout at the time of the call.</param>
    /// <param name="deadlines">Where the deadline comes from. Where handlers may keep its token, <see cref="Deadline.Pool.None"/>.</param>
    /// <param name="cancellationToken">The caller's.</param>
    internal static async Task<Either<OAuthError, HttpReply>> RunAsync<TCall>(
        TCall call, TransportOptions options, Func<TimeSpan> clientTimeout, Deadline.Pool deadlines, CancellationToken cancellationToken)
        where TCall : ICall
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var deadline = deadlines.Start(Deadline.Shorter(options.Timeout, clientTimeout()), cancellationToken);
        try
        {
            using var response = await call.SendAsync(deadline.Token).ConfigureAwait(false);
            return call.ProblemOf(response) is { } problem
                ? OAuthError.Unreachable(problem, call.MayHaveBeenProcessed(problem))
                : await ReplyReader.ReadAsync(response, options.MaxReplyBytes, deadline.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (call.ProblemOf(response: null) is not null || FailureClassifier.IsFailure(exception))
        {
            // The caller's wish comes first, also where the time ran out as well. Made anew: a client's exception has a token of its own.
            cancellationToken.ThrowIfCancellationRequested();
            var reason = call.ProblemOf(response: null)
                ?? (deadline.Token.IsCancellationRequested ? UnreachableReason.Timeout : FailureClassifier.ReasonOf(exception));
            return OAuthError.Unreachable(reason, call.MayHaveBeenProcessed(reason));
        }
    }

    private Uri AddressOf(FormRequest request) =>
        _addresses.GetOrAdd(request.Path, static (_, sent) => sent.endpoint.AddressOf(sent.request), (endpoint, request));

    // Its body is written once, so what became of it is known.
    private readonly struct TokenCall(Post post, Uri address, SingleUseContent content) : ICall
    {
        public Task<HttpResponseMessage> SendAsync(CancellationToken cancellationToken) => post(address, content, cancellationToken);

        public UnreachableReason? ProblemOf(HttpResponseMessage? response) =>
            response is not null ? (IsReply(response) ? null : UnreachableReason.Redirected)
            : content.WasDiverted ? UnreachableReason.Redirected
            : content.WasAskedAgain ? UnreachableReason.SecondSend
            : null;

        public bool MayHaveBeenProcessed(UnreachableReason reason) => content.WasUsed;

        // A client that follows a redirect leaves the last address, and GET after a 302, in the message.
        private bool IsReply(HttpResponseMessage response) =>
            response.RequestMessage is not { RequestUri: { } answered } message
            || (address.Equals(answered) && message.Method == HttpMethod.Post);
    }
}

/// <summary>The body of a token request: it is written once, and a second attempt throws with nothing written.</summary>
/// <remarks>
/// <para>So a 307 or 308 that the client follows, an authentication challenge it answers or a retry handler cannot send the credentials
/// again. It is a <see cref="NotSupportedException"/>: in an <see cref="HttpRequestException"/> handlers see a reason to try again.</para>
/// <para>Its limit: a handler that reads the body before it is sent (<c>LoadIntoBufferAsync</c>, <c>ReadAsStringAsync</c>) leaves a copy in
/// <see cref="HttpContent"/>, which sends that copy without asking this class. The one use counts as made; no later one is seen.</para>
/// </remarks>
internal sealed class SingleUseContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _body;
    private readonly Uri _address;
    private int _uses;

    internal SingleUseContent(FormRequest request, Uri address)
    {
        (_body, _address) = (request.AsMemory(), address);
        Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
    }

    /// <summary>The message that carries this body. A handler that follows a redirect puts another address into it: then nothing is
    /// written.</summary>
    internal HttpRequestMessage? Message { get; set; }

    /// <summary>Whether something was about to write the body for another address, as where a redirect came before the body.</summary>
    internal bool WasDiverted { get; private set; }

    /// <summary>Whether writing the body began: if not, the server cannot have acted upon it.</summary>
    internal bool WasUsed => Volatile.Read(ref _uses) > 0;

    /// <summary>Whether something asked for the body a second time.</summary>
    internal bool WasAskedAgain => Volatile.Read(ref _uses) > 1;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        Refusal() is { } refusal ? Task.FromException(refusal) : stream.WriteAsync(_body, cancellationToken).AsTask();

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Refusal() is { } refusal)
        {
            throw refusal;
        }

        stream.Write(_body.Span);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    private NotSupportedException? Refusal()
    {
        if (!WasUsed && Message?.RequestUri is { } address && !address.Equals(_address))
        {
            WasDiverted = true;
            return new NotSupportedException("The body of a token request is sent to the address that was asked only.");
        }

        return Interlocked.Increment(ref _uses) == 1 ? null : new NotSupportedException("The body of a token request is sent once only.");
    }
}
