using System.Collections.Concurrent;
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
    private static readonly Deadline.Pool Deadlines = new();
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
        return RunAsync(new TokenCall(post, address, new SingleUseContent(request, address)), options, clientTimeout(), cancellationToken);
    }

    /// <summary>Makes any call once and reads the whole reply.</summary>
    /// <param name="call">The call.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="clientTimeout">What the client allows.</param>
    /// <param name="cancellationToken">The caller's.</param>
    internal static async Task<Either<OAuthError, HttpReply>> RunAsync<TCall>(
        TCall call, TransportOptions options, TimeSpan clientTimeout, CancellationToken cancellationToken)
        where TCall : ICall
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var deadline = Deadlines.Start(Deadline.Shorter(options.Timeout, clientTimeout), cancellationToken);
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
