using System.Collections.Concurrent;
using System.Net;
using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>Posts a body to an address with some client, and returns the reply as soon as its headers have arrived.</summary>
internal delegate Task<HttpResponseMessage> Post(Uri address, SingleUseContent content, CancellationToken cancellationToken);

/// <summary>One call, with what only it knows about how it ended.</summary>
internal interface ICall
{
    /// <summary>Sends the call, and returns the reply as soon as its headers have arrived.</summary>
    Task<HttpResponseMessage> SendAsync(CancellationToken cancellationToken);

    /// <summary>Returns a failure that no exception reports; null if there is none. The response is null if none arrived.</summary>
    UnreachableReason? ProblemOf(HttpResponseMessage? response);

    /// <summary>Whether the server may have acted on the call if it ended for this reason.</summary>
    bool MayHaveBeenProcessed(UnreachableReason reason);
}

/// <summary>Sends one request and reads its reply, within limits. Shared by the transports over any <see cref="HttpClient"/>.</summary>
/// <param name="endpoint">Where the requests are sent.</param>
/// <param name="options">The limits.</param>
/// <param name="post">Sends one request.</param>
/// <param name="clientTimeouts">Returns what the client allows at present.</param>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class Exchange(PodioEndpoint endpoint, TransportOptions options, Post post, Func<ClientTimeouts> clientTimeouts)
{
    private readonly Deadline.Pool _deadlines = new();
    private readonly ConcurrentDictionary<string, Uri> _addresses = new(StringComparer.Ordinal); // One for each path of FormRequest.

    /// <summary>Sends a token request once and reads the complete reply.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The caller's cancellation token.</param>
    internal Task<Either<OAuthError, HttpReply>> RunAsync(FormRequest request, CancellationToken cancellationToken)
    {
        if (request is null)
        {
            return Task.FromException<Either<OAuthError, HttpReply>>(new ArgumentNullException(nameof(request)));
        }

        var address = AddressOf(request);
        var call = new TokenCall(post, new SingleUseContent(request, address));
        return RunAsync(call, options, clientTimeouts(), _deadlines, cancellationToken);
    }

    /// <summary>Sends any call once and reads the complete reply.</summary>
    /// <param name="call">The call.</param>
    /// <param name="options">The limits.</param>
    /// <param name="allowed">The time limits of the client.</param>
    /// <param name="deadlines">The pool of the deadline. If handlers may keep its token, <see cref="Deadline.Pool.None"/>.</param>
    /// <param name="cancellationToken">The caller's cancellation token.</param>
    internal static Task<Either<OAuthError, HttpReply>> RunAsync<TCall>(
        TCall call, TransportOptions options, ClientTimeouts allowed, Deadline.Pool deadlines, CancellationToken cancellationToken)
        where TCall : ICall
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<Either<OAuthError, HttpReply>>(cancellationToken);
        }

        // The client has a timer of its own until the headers arrive. Usually the body arrives with them: then a second one would only be
        // started and stopped.
        var time = Deadline.Shorter(options.Timeout, allowed.Exchange);
        var deadline = deadlines.Start(time, cancellationToken);
        if (time != Deadline.Shorter(null, allowed.Headers))
        {
            deadline.Begin();
        }

        return RunAsync(call, options.MaxReplyBytes, deadline);
    }

    // Apart, because whatever a method is given it keeps until its end: what the beginning needed would be kept for as long as the reply
    // takes.
    private static async Task<Either<OAuthError, HttpReply>> RunAsync<TCall>(TCall call, int maxReplyBytes, Deadline deadline)
        where TCall : ICall
    {
        try
        {
            using var response = await call.SendAsync(deadline.HasBegun ? deadline.Token : deadline.Caller).ConfigureAwait(false);
            if (call.ProblemOf(response) is { } problem)
            {
                return OAuthError.Unreachable(problem, call.MayHaveBeenProcessed(problem));
            }

            var reading = ReplyReader.ReadAsync(response, maxReplyBytes, deadline.Token);
            if (reading.IsCompleted)
            {
                return reading.GetAwaiter().GetResult();
            }

            deadline.Begin();
            return await reading.AsTask().ConfigureAwait(false);
        }
        catch (Exception exception) when (call.ProblemOf(response: null) is not null || FailureClassifier.IsFailure(exception))
        {
            // The caller's cancellation takes precedence, even if the timeout has expired as well. The exception is created anew, because
            // the client's has a token of its own.
            deadline.Caller.ThrowIfCancellationRequested();
            var reason = call.ProblemOf(response: null)
                ?? (deadline.Token.IsCancellationRequested ? UnreachableReason.Timeout : FailureClassifier.ReasonOf(exception));
            return OAuthError.Unreachable(reason, call.MayHaveBeenProcessed(reason));
        }
        finally
        {
            deadline.Dispose();
        }
    }

    private Uri AddressOf(FormRequest request) =>
        _addresses.GetOrAdd(request.Path, static (_, sent) => sent.endpoint.AddressOf(sent.request), (endpoint, request));

    // The body of a token request is written once, so its outcome is known.
    private readonly struct TokenCall(Post post, SingleUseContent content) : ICall
    {
        public Task<HttpResponseMessage> SendAsync(CancellationToken cancellationToken) =>
            post(content.Address, content, cancellationToken);

        public UnreachableReason? ProblemOf(HttpResponseMessage? response) =>
            response is not null ? (IsReply(response) ? null : UnreachableReason.Redirected)
            : content.WasDiverted ? UnreachableReason.Redirected
            : content.WasAskedAgain ? UnreachableReason.SecondSend
            : null;

        public bool MayHaveBeenProcessed(UnreachableReason reason) => content.WasUsed;

        // A client that follows a redirect leaves the last address, and GET after a 302, in the message.
        private bool IsReply(HttpResponseMessage response) =>
            response.RequestMessage is not { RequestUri: { } answered } message
            || (content.Address.Equals(answered) && message.Method == HttpMethod.Post);
    }
}

/// <summary>The body of a token request. It is written once; a second attempt throws without writing anything.</summary>
/// <remarks>
/// <para>A client that follows a 307 or 308 or answers an authentication challenge, or a retry handler, therefore can't send the
/// credentials again. The exception is a <see cref="NotSupportedException"/>, because handlers retry after an
/// <see cref="HttpRequestException"/>.</para>
/// <para>Limitation: a handler that reads the body before it is sent (<c>LoadIntoBufferAsync</c>, <c>ReadAsStringAsync</c>) leaves a copy
/// in <see cref="HttpContent"/>, which sends that copy without calling this class. That counts as the one use; later ones aren't
/// seen.</para>
/// </remarks>
internal sealed class SingleUseContent : HttpContent
{
    private readonly FormRequest _request;
    private int _uses;

    internal SingleUseContent(FormRequest request, Uri address)
    {
        (_request, Address) = (request, address);
        Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
    }

    /// <summary>The only address that receives this body.</summary>
    internal Uri Address { get; }

    /// <summary>The message that carries this body. If a handler that follows a redirect changes its address, nothing is written.</summary>
    internal HttpRequestMessage? Message { get; set; }

    /// <summary>Whether something tried to write the body for another address, for example after a redirect that came before the
    /// body.</summary>
    internal bool WasDiverted { get; private set; }

    /// <summary>Whether writing the body began. If not, the server can't have acted on it.</summary>
    internal bool WasUsed => Volatile.Read(ref _uses) > 0;

    /// <summary>Whether something requested the body a second time.</summary>
    internal bool WasAskedAgain => Volatile.Read(ref _uses) > 1;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        Refusal() is { } refusal ? Task.FromException(refusal) : stream.WriteAsync(_request.AsMemory(), cancellationToken).AsTask();

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Refusal() is { } refusal)
        {
            throw refusal;
        }

        stream.Write(_request.AsMemory().Span);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _request.Length;
        return true;
    }

    private NotSupportedException? Refusal()
    {
        if (!WasUsed && Message?.RequestUri is { } address && !address.Equals(Address))
        {
            WasDiverted = true;
            return new NotSupportedException("The body of a token request is sent only to the original address.");
        }

        return Interlocked.Increment(ref _uses) == 1 ? null : new NotSupportedException("The body of a token request is sent only once.");
    }
}
