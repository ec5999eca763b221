using System.Globalization;
using LanguageExt;

namespace PodioOAuth.Functional.Serving;

/// <summary>One exchange of a <see cref="Recording"/>: a request, and its reply or why there was none. Without secrets.</summary>
public sealed class RecordedExchange
{
    internal RecordedExchange(ReceivedRequest request, HttpReply reply) => (Request, Reply) = (request, reply);

    internal RecordedExchange(ReceivedRequest request, UnreachableError failure) => (Request, Failure) = (request, failure);

    /// <summary>The request, with stand-ins for secrets and ids. It has no body where it was neither a token request nor a second
    /// factor.</summary>
    public ReceivedRequest Request { get; }

    /// <summary>The reply, with stand-ins, or null.</summary>
    public HttpReply? Reply { get; }

    /// <summary>Why there was no reply, or null.</summary>
    public UnreachableError? Failure { get; }

    internal Either<OAuthError, HttpReply> Answer => Reply is { } reply ? reply : (OAuthError)Failure!;

    /// <summary>What was asked for, and how it ended.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Redaction.KindOf(Request)}, {(Reply is { } reply ? $"status {reply.Status}" : $"no reply ({Failure!.Reason})")}");
}
