using System.Runtime.CompilerServices;
using LanguageExt;

namespace PodioOAuth.Functional.InMemory.Tests.Recordings;

/// <summary>Redacts what was parsed: the other side of the law.</summary>
internal static class Outcomes
{
    internal static Either<OAuthError, Token> Redact(
        Either<OAuthError, Token> outcome, Redactor redactor) => outcome.Match<Either<OAuthError, Token>>(
        Right: token => token with
        {
            AccessToken = redactor.Secret(token.AccessToken.Reveal()),
            RefreshToken = token.RefreshToken is { } refreshToken ? redactor.Secret(refreshToken.Reveal()) : null,
            Scope = token.Scope is { } scope ? redactor.Text(scope) : null,
            Reference = token.Reference.Match(
                user: it => TokenReference.User(Id(it.Id, redactor)),
                app: it => TokenReference.App(Id(it.Id, redactor)),
                other: it => TokenReference.Create(redactor.Text(it.Type), redactor.Id(it.Id)),
                none: it => it),
        },
        Left: error => error.Match(
            invalidInput: it => it,
            unreachable: it => (OAuthError)it,
            rejected: it => OAuthError.Rejected(
                Redact(it.Facts, redactor), Redact(it.Code, redactor)!, Redact(it.Detail, redactor), Redact(it.Description, redactor)),
            rateLimited: it => OAuthError.RateLimited(Redact(it.Facts, redactor), Redact(it.Description, redactor)),
            secondFactorRequired: it => OAuthError.SecondFactorRequired(
                Redact(it.Facts, redactor), new SecondFactorChallenge(redactor.Secret(it.Challenge.ServerNonce.Reveal()))),
            unavailable: it => OAuthError.Unavailable(
                Redact(it.Facts, redactor), Redact(it.Code, redactor), Redact(it.Detail, redactor), Redact(it.Description, redactor)),
            malformedReply: it => OAuthError.MalformedReply(Redact(it.Facts, redactor), it.Where, it.Problem)));

    /// <summary>A request as a server gets it.</summary>
    internal static ReceivedRequest Received(Specimen specimen)
    {
        var form = TokenRequest.Encode(specimen.Request).Right();
        return new ReceivedRequest("POST", form.Path, form.ContentType, authorization: null, form.AsMemory());
    }

    private static ReplyFacts Redact(ReplyFacts facts, Redactor redactor) => facts with
    {
        RequestId = Redact(facts.RequestId, redactor),
        AuthenticateError = Redact(facts.AuthenticateError, redactor),
    };

    private static ServerCode? Redact(ServerCode? code, Redactor redactor) => code is null ? null : new(redactor.Text(Exact(code)));

    private static ServerText? Redact(ServerText? text, Redactor redactor) => text is null ? null : new(redactor.Text(Exact(text)));

    private static long Id(long id, Redactor redactor) =>
        long.Parse(redactor.Id(id.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern string Exact(ServerCode code);

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern string Exact(ServerText text);
}
