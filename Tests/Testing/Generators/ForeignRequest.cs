using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional.Serving;

/// <summary>A valid request as another correct client might send it, and the request that it stands for.</summary>
/// <remarks>
/// Fields in any order; a space as <c>+</c> or <c>%20</c>; hexadecimal digits in either case; unnecessary escapes; a charset in the content
/// type; client credentials in HTTP Basic (RFC 6749 §2.3.1); unknown fields; fields without a value; in JSON, white space, any of the
/// escapes, null members, and <c>app_id</c> as text.
/// </remarks>
public sealed class ForeignRequest
{
    private readonly int _hand;

    private ForeignRequest(TokenRequest meant, int hand) =>
        (Meant, _hand, Sent) = (meant, hand, ForeignSpelling.Write(meant, new Random(hand)));

    /// <summary>The request that the client meant.</summary>
    public TokenRequest Meant { get; }

    /// <summary>The request as the other client sent it.</summary>
    public ReceivedRequest Sent { get; }

    /// <summary>Requests of other clients. They shrink by simplifying the meant request, written in the same style.</summary>
    public static Arbitrary<ForeignRequest> Arbitrary() => Arb.From(
        from request in Requests.Valid
        from hand in Gen.Choose(0, int.MaxValue - 1)
        select new ForeignRequest(request, hand),
        foreign => Shrinks.OfValid(foreign.Meant).Select(request => new ForeignRequest(request, foreign._hand)));

    /// <summary>Returns the meant request as C#, and what was sent for it. Reveals every value.</summary>
    public override string ToString() => $"{RequestText.Of(Meant)} sent as {RequestText.Of(Sent)}";
}
