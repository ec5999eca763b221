namespace PodioOAuth.Functional.Core.Tests.Leaks;

/// <summary>One object or more of every public type of Core, each with a secret wherever one can be.</summary>
internal static class PublicTypes
{
    /// <summary>Public types of which there are no objects, or none that holds anything.</summary>
    internal static readonly Type[] WithoutObjects = [.. typeof(Secret).Assembly.GetExportedTypes()
        .Where(type => type.IsEnum || type is { IsAbstract: true } || type.IsSubclassOf(typeof(Delegate)))];

    /// <summary>The objects around one secret. It has to be valid for every field of a request, and not plain, or a server's code would
    /// print it.</summary>
    internal static IReadOnlyList<object> Around(string text)
    {
        var secret = new Secret(text);
        var client = new ClientCredentials("my-client", secret);
        var request = new TokenRequest(client, Grant.Password("jane@example.com", secret));
        var facts = new ReplyFacts(400)
        {
            RequestId = new ServerCode(text),
            AuthenticateError = new ServerCode(text),
            RetryAfter = RetryAfter.Unknown,
            RateLimit = new RateLimit(1, 1),
        };
        var token = new Token(secret, "bearer", TimeSpan.FromHours(8), secret, TokenReference.User(1), "global:all");
        return
        [
            secret, client, token, token.RenewedBy(token), facts, new RateLimit(1, 1),
            new RedactedJsonConverter<Secret>(), new ServerCode(text), new ServerText(text),
            .. Requests(request), .. SecondFactors(secret), .. Authorizations(token, text), .. Messages(text), .. Errors(facts, text),
            .. Renewals(token, text), .. Rest(),
            .. Errors(facts, text).OfType<OAuthError>().Select(error => error.ToError()),
            .. Renewals(token, text).OfType<TokenSourceError>().Select(error => error.ToError()),
        ];
    }

    private static IEnumerable<object> Requests(TokenRequest request)
    {
        var secret = request.Client.ClientSecret;
        Grant[] grants =
            [request.Grant, Grant.AuthorizationCode(secret, "https://example.com/cb"), Grant.App(4711, secret), Grant.RefreshToken(secret)];
        foreach (var each in grants.SelectMany(
            _ => Enum.GetValues<WireFormat>(), (grant, format) => request with { Grant = grant, Format = format }))
        {
            yield return each.Grant;
            yield return each;
            yield return TokenRequest.Encode(each).Right();
        }
    }

    private static IEnumerable<object> SecondFactors(Secret secret)
    {
        var challenge = new SecondFactorChallenge(secret);
        foreach (var request in new[] { challenge.WithOneTimeCode(secret), challenge.WithRecoveryCode(secret) })
        {
            yield return request.Challenge;
            yield return request.Factor;
            yield return request;
            yield return SecondFactorRequest.Encode(request).Right();
        }
    }

    private static IEnumerable<object> Authorizations(Token token, string text)
    {
        var state = new Secret(text);
        var form = Uri.EscapeDataString(text);
        yield return new AuthorizationRequest("my-client", "https://example.com/cb", state, scope: PodioScope.All);
        yield return PodioScope.All.Items[0];
        yield return PodioScope.All;
        yield return PodioScope.Parse($"{text} {text}:read org_{text}:read").Left();
        yield return AuthorizationRequest.Validate(new AuthorizationRequest(text + "\n", text + "\n", text + "\n")).Left();
        yield return AuthorizationCallback.GrantedCode(state);
        yield return AuthorizationCallback.GrantedToken(token);
        yield return AuthorizationCallback.Denied;
        yield return AuthorizationCallback.Rejected(new ServerCode(text), new ServerText(text));
        yield return AuthorizationCallback.Forged;
        yield return AuthorizationCallback.Malformed(new FieldError("code", FieldProblem.Duplicate, "code was sent more than once."));

        // What Core says of callbacks that it cannot use.
        string[] queries =
        [$"{form}=%zz", $"code={form}&code={form}", $"code={form}%00&state={form}", $"access_token={form}&state={form}", $"{text}\uD83D"];
        foreach (var query in queries)
        {
            yield return AuthorizationCallback.Parse(state, query, fragment: null);
        }
    }

    private static IEnumerable<object> Messages(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        yield return new ReceivedRequest(
            "POST", "/oauth/token", "application/x-www-form-urlencoded", $"Basic {Convert.ToBase64String(bytes)}", bytes)
        {
            Query = text,
        };
        yield return new HttpReply(200, "application/json", bytes) { Location = text };
    }

    private static IEnumerable<object> Errors(ReplyFacts facts, string text)
    {
        var (code, prose) = (new ServerCode(text), new ServerText(text));
        yield return OAuthError.Unreachable(UnreachableReason.Tls, mayHaveBeenProcessed: false);
        yield return OAuthError.Rejected(facts, code, code, prose);
        yield return OAuthError.RateLimited(facts, prose);
        yield return OAuthError.SecondFactorRequired(facts, new SecondFactorChallenge(text));
        yield return OAuthError.Unavailable(facts, code, code, prose);
        yield return OAuthError.MalformedReply(facts, "$.access_token", MalformedReplyProblem.InvalidCharacter);

        // What Core itself says of secrets that are not valid.
        foreach (var bad in new[] { text + "\n", "\0" + text, text + "\uD83D", text.PadRight(20_000, 'x') })
        {
            var request = new TokenRequest(new ClientCredentials(bad, bad), Grant.Password(bad, bad));
            var error = TokenRequest.Validate(request).Left().As<InvalidInputError>();
            yield return error;
            yield return error.Fields[0];
            yield return TokenRequest.Validate(request with { Grant = Grant.AuthorizationCode(bad, bad) }).Left();
        }

        // What Core says of messages that it cannot read.
        yield return TokenRequest.Decode(new ReceivedRequest(text, text, text, text, Encoding.UTF8.GetBytes(text))).Left();
        yield return TokenRequest.Decode(new ReceivedRequest(
            "POST", "/oauth/token", "application/x-www-form-urlencoded", text,
            Encoding.UTF8.GetBytes($"{text}=%zz&grant_type={text}"))).Left();
        yield return SecondFactorRequest.Decode(new ReceivedRequest(
            "POST", "/mfa/verify", "application/json", text, Encoding.UTF8.GetBytes($"{{\"nonce\":[\"{text}\"]"))).Left();
        yield return TokenReply.Parse(
            new HttpReply(200, text, Encoding.UTF8.GetBytes(text)) { RequestId = text, WwwAuthenticate = $"error={text}" }).Left();
        yield return PodioEndpoint.Create($"http://jane:{text}@podio.example/?{text}").Left();
    }

    private static IEnumerable<object> Renewals(Token token, string text)
    {
        var (app, policy) = (Grant.App(4711, text), RenewalPolicy.Default);
        var login = new SavedLogin(token, DateTimeOffset.UnixEpoch);
        var state = new RenewalState(app, login) { RateLimitCoolDown = CoolDown.From(DateTimeOffset.UnixEpoch, TimeSpan.FromHours(24)) };
        RenewalState[] states =
        [
            state, new(app, login), new(app, login) { IsAccessTokenRejected = true },
            new(app), new(app) { RateLimitCoolDown = state.RateLimitCoolDown }, new(null),
        ];
        foreach (var known in states)
        {
            yield return known;
            yield return Renewal.Decide(policy, known, DateTimeOffset.UnixEpoch.AddHours(1));
        }

        // Use and renew.
        yield return Renewal.Decide(policy, new RenewalState(app, login), DateTimeOffset.UnixEpoch.AddHours(8).AddMinutes(-5));
        yield return login;
        yield return policy;
        yield return state.RateLimitCoolDown;
        yield return TokenSourceError.Exchange(
            OAuthError.Unavailable(new ReplyFacts(503), new ServerCode(text), detail: null, new ServerText(text)));
        yield return TokenSourceError.SignInAgain(SignInReason.NoLogin);
        yield return TokenSourceError.CoolingDown(DateTimeOffset.UnixEpoch);
        yield return TokenSourceError.Store(StoreProblem.Unreadable, "IOException");
        yield return TokenSourceError.LockLost;
        yield return TokenSourceError.Undecided(DateTimeOffset.UnixEpoch);
    }

    private static IEnumerable<object> Rest() =>
    [
        TokenReference.User(1), TokenReference.App(1), TokenReference.Create("space", "42"), TokenReference.None, PodioEndpoint.Default,
        RetryAfter.After(TimeSpan.FromSeconds(1)), RetryAfter.At(DateTimeOffset.UnixEpoch), RetryAfter.Unknown,
        RetryAdvice.Safe(RetryAfter.Unknown), RetryAdvice.Useless, RetryAdvice.Ambiguous(RetryAfter.Unknown),
    ];
}
