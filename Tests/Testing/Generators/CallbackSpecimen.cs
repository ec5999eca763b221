using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional.Serving;

/// <summary>A generated answer of an authorization server, with the request's redirect URI, state and response type; shows itself as
/// C#.</summary>
public sealed class CallbackSpecimen
{
    private CallbackSpecimen(AuthorizationCallback callback, AuthorizationRequest request) => (Callback, Request) = (callback, request);

    /// <summary>The answer: a code, a token, a denial or a refusal.</summary>
    public AuthorizationCallback Callback { get; }

    /// <summary>The request that it answers. Valid.</summary>
    public AuthorizationRequest Request { get; }

    /// <summary>Answers of the four cases, biased to what breaks encoders, with a shrinker that keeps them valid.</summary>
    public static Arbitrary<CallbackSpecimen> Arbitrary() => Arb.From(
        from callback in Authorizations.Answer
        from request in Authorizations.Request
        select new CallbackSpecimen(callback, request),
        specimen =>
        [
            .. Authorizations.Simpler(specimen.Callback).Select(callback => new CallbackSpecimen(callback, specimen.Request)),
            .. Authorizations.Simpler(specimen.Request).Select(request => new CallbackSpecimen(specimen.Callback, request)),
        ]);

    /// <summary>The C# expression that writes the answer. Reveals every value.</summary>
    public override string ToString() => RequestText.Of(Callback) + ".ToRedirect("
        + $"{CSharpText.Of(Request.RedirectUri)}, {CSharpText.Of(Request.State.Reveal())}, "
        + $"AuthorizationResponseType.{Request.ResponseType})";
}
