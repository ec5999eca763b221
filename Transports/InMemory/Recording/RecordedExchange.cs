using System.Globalization;
using LanguageExt;

namespace PodioOAuth.Functional.Serving;

/// <summary>One exchange of a <see cref="Recording"/>, without secrets: a request, and its reply or the reason why there is none.</summary>
public sealed class RecordedExchange
{
    internal RecordedExchange(ReceivedRequest request, HttpReply reply) => (Request, Reply) = (request, reply);

    internal RecordedExchange(ReceivedRequest request, UnreachableError failure) => (Request, Failure) = (request, failure);

    /// <summary>The request, with stand-ins for secrets and IDs. Its body is kept only if it is a token request or a second
    /// factor.</summary>
    public ReceivedRequest Request { get; }

    /// <summary>The reply, with stand-ins, or null.</summary>
    public HttpReply? Reply { get; }

    /// <summary>The reason why there is no reply, or null.</summary>
    public UnreachableError? Failure { get; }

    internal Either<OAuthError, HttpReply> Answer => Reply is { } reply ? reply : (OAuthError)Failure!;

    /// <summary>Returns the kind of the request, and its outcome.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Redaction.KindOf(Request)}, {(Reply is { } reply ? $"status {reply.Status}" : $"no reply ({Failure!.Reason})")}");
}
