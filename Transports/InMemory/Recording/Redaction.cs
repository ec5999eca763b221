using System.Globalization;
using System.Text.RegularExpressions;
using LanguageExt;

namespace PodioOAuth.Functional.Serving;

/// <summary>Redacts exchanges such that parsing a redacted reply equals redacting the parsed reply.</summary>
internal sealed partial class Redaction(StandIns standIns)
{
    /// <summary>Returns the request with stand-ins. Its body is omitted unless it is a token request or a second factor.</summary>
    internal ReceivedRequest Of(ReceivedRequest request)
    {
        var form = Decode(request) switch
        {
            TokenRequest token => TokenRequest.Encode(Of(token)),
            SecondFactorRequest factor => SecondFactorRequest.Encode(Of(factor)),
            _ => OAuthError.Unreachable(UnreachableReason.Other, mayHaveBeenProcessed: false),
        };
        return form.Match(
            Right: it => new ReceivedRequest("POST", it.Path, it.ContentType, authorization: null, it.AsMemory()),
            Left: _ => new ReceivedRequest(
                RequestSummary.MethodOf(request),
                new Redactor(standIns, []).Text(request.RevealPath() ?? ""),
                contentType: null,
                authorization: null,
                body: default));
    }

    /// <summary>Returns the reply with stand-ins, also for the request's own secrets.</summary>
    internal HttpReply Of(ReceivedRequest request, HttpReply reply)
    {
        var redactor = new Redactor(standIns, SecretsOf(request));
        var headers = reply.Headers;
        return new HttpReply(
            reply.Status,
            headers.ContentType is { } type ? PlainType().IsMatch(type) ? type : redactor.Text(type) : null,
            RedactedBody.Of(reply.AsMemory().Span, redactor))
        {
            IsBodyTooLarge = reply.IsBodyTooLarge,
            RetryAfter = [.. reply.RetryAfterValues.Where(value => value is not null).Select(value => Moment(value, redactor)!)],
            Date = Moment(headers.Date, redactor),
            RequestId = headers.RequestId is { } id ? redactor.Text(id) : null,
            WwwAuthenticate = headers.WwwAuthenticate is { } challenge ? redactor.Text(challenge) : null,
            RateLimitLimit = Moment(headers.RateLimitLimit, redactor),
            RateLimitRemaining = Moment(headers.RateLimitRemaining, redactor),
            Location = headers.Location is { } location ? redactor.Text(location) : null,
        };
    }

    /// <summary>Returns what a request is matched by: its grant type, or its path.</summary>
    internal static string KindOf(ReceivedRequest request) =>
        Decode(request) is TokenRequest token ? $"grant_type={token.Grant.GrantType}" : request.RevealPath();

    // A number of seconds or calls, or a date.
    private static string? Moment(string? header, Redactor redactor) =>
        header is null || PlainMoment().IsMatch(header) ? header : redactor.Text(header);

    private static object? Decode(ReceivedRequest request)
    {
        var token = TokenRequest.Decode(request);
        var factor = SecondFactorRequest.Decode(request);
        return token.IsRight ? (TokenRequest)token : factor.IsRight ? (SecondFactorRequest)factor : null;
    }

    /// <summary>The values of a request that a reply may quote, and that must not be stored.</summary>
    internal static IEnumerable<string> SecretsOf(ReceivedRequest request) => Decode(request) switch
    {
        TokenRequest token =>
        [
            .. ((IHasSecrets)token).Secrets.Select(secret => secret.Reveal()),
            token.Client.ClientId,
            token.Grant.Match(
                authorizationCode: _ => "",
                password: grant => grant.Username,
                app: grant => grant.AppId.ToString(CultureInfo.InvariantCulture),
                refreshToken: _ => ""),
        ],
        SecondFactorRequest factor => ((IHasSecrets)factor).Secrets.Select(secret => secret.Reveal()),
        _ => request.Authorization is { } header ? header.Reveal().Split(' ') : [],
    };

    private TokenRequest Of(TokenRequest request) => request with
    {
        Client = new ClientCredentials(standIns.Of(request.Client.ClientId), Of(request.Client.ClientSecret)),
        Grant = request.Grant.Match(
            authorizationCode: grant => Grant.AuthorizationCode(Of(grant.Code), grant.RedirectUri is { } uri ? Address(uri) : null),
            password: grant => Grant.Password(standIns.Of(grant.Username), Of(grant.Password)),
            app: grant => Grant.App(Of(grant.AppId), Of(grant.AppToken)),
            refreshToken: grant => Grant.RefreshToken(Of(grant.RefreshToken))),
    };

    private SecondFactorRequest Of(SecondFactorRequest request) => new(
        new SecondFactorChallenge(Of(request.Challenge.ServerNonce)),
        request.Factor.Match(
            oneTimeCode: factor => SecondFactor.OneTimeCode(Of(factor.Code)),
            recoveryCode: factor => SecondFactor.RecoveryCode(Of(factor.Code))));

    private Secret Of(Secret secret) => new(standIns.Of(secret.Reveal()));

    private long Of(long id) => long.Parse(
        new Redactor(standIns, []).Id(id.ToString(CultureInfo.InvariantCulture)), NumberStyles.None, CultureInfo.InvariantCulture);

    // A word may begin in the middle of an escape, and a stand-in need not be hexadecimal.
    private string Address(string uri)
    {
        var address = new Redactor(standIns, []).Text(uri);
        return Registration.IsRedirectUri(address) ? address : AddressUnit().Replace(uri, unit => unit.Length == 1 ? "x" : "%78");
    }

    [GeneratedRegex("%[0-9A-Fa-f]{2}|[A-Za-z0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex AddressUnit();

    [GeneratedRegex(
        """\A[A-Za-z]{1,16}/[A-Za-z0-9.+-]{1,32}(?:; *charset="?[A-Za-z0-9-]{1,16}"?)?\z""", RegexOptions.CultureInvariant)]
    private static partial Regex PlainType();

    // RFC 9110 §5.6.7, including the obsolete formats.
    [GeneratedRegex(
        @"\A\s*(?:[0-9]{1,40}|[a-z]{3,9},? (?:[0-9]{2}[ -])?[a-z]{3}[ -] ?[0-9: ]{4,17}(?: GMT)?)\s*\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PlainMoment();
}
