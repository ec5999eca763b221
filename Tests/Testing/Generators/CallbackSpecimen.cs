using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional.Serving;

/// <summary>A generated result of an authorization server, with the request's redirect URI, state and response type; prints itself as
/// C#.</summary>
public sealed class CallbackSpecimen
{
    private CallbackSpecimen(AuthorizationCallback callback, AuthorizationRequest request) => (Callback, Request) = (callback, request);

    /// <summary>The result: a code, a token, a denial or a rejection.</summary>
    public AuthorizationCallback Callback { get; }

    /// <summary>The valid request that it answers.</summary>
    public AuthorizationRequest Request { get; }

    /// <summary>Results of the four cases, biased toward what breaks encoders, with a shrinker that keeps them valid.</summary>
    public static Arbitrary<CallbackSpecimen> Arbitrary() => Arb.From(
        from callback in Authorizations.Answer
        from request in Authorizations.Request
        select new CallbackSpecimen(callback, request),
        specimen =>
        [
            .. Authorizations.Simpler(specimen.Callback).Select(callback => new CallbackSpecimen(callback, specimen.Request)),
            .. Authorizations.Simpler(specimen.Request).Select(request => new CallbackSpecimen(specimen.Callback, request)),
        ]);

    /// <summary>Returns the C# expression that writes the result. Reveals every value.</summary>
    public override string ToString() => RequestText.Of(Callback) + ".ToRedirect("
        + $"{CSharpText.Of(Request.RedirectUri)}, {CSharpText.Of(Request.State.Reveal())}, "
        + $"AuthorizationResponseType.{Request.ResponseType})";
}
