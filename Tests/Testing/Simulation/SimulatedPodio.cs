using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>The ways in which a request can fail.</summary>
internal enum SimulatedFault
{
    /// <summary>Podio processes the request, and the reply is lost.</summary>
    ReplyLost,

    /// <summary>The request doesn't reach Podio.</summary>
    Unreachable,

    /// <summary>Podio is down.</summary>
    Down,

    /// <summary>Podio limits the rate, for five minutes.</summary>
    RateLimit,
}

/// <summary>A Podio with one app and one user. Access tokens are valid for eight hours, and a used refresh token is replaced.</summary>
internal sealed class SimulatedPodio
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);
    internal static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly System.Collections.Generic.HashSet<Secret> _live = [];
    private int _tokens;

    internal SimulatedPodio(DateTimeOffset start) => FirstLogin = new SavedLogin(Issue(), start);

    internal SavedLogin FirstLogin { get; }

    internal SimulatedFault? Fault { get; set; }

    internal bool Honors(Secret refreshToken) => _live.Contains(refreshToken);

    internal Either<OAuthError, Token> Handle(Grant grant)
    {
        var fault = Fault;
        Fault = null;
        return fault switch
        {
            SimulatedFault.Unreachable => OAuthError.Unreachable(UnreachableReason.ConnectionRefused, mayHaveBeenProcessed: false),
            SimulatedFault.Down => OAuthError.Unavailable(new ReplyFacts(503)),
            SimulatedFault.RateLimit => OAuthError.RateLimited(new ReplyFacts(420) { RetryAfter = RetryAfter.After(Limit) }),
            SimulatedFault.ReplyLost when Grants(grant).IsRight =>
                OAuthError.Unreachable(UnreachableReason.Timeout, mayHaveBeenProcessed: true),
            _ => Grants(grant),
        };
    }

    private Either<OAuthError, Token> Grants(Grant grant) => grant switch
    {
        AppGrant => Issue(),
        RefreshTokenGrant refresh when _live.Remove(refresh.RefreshToken) => Issue(),
        _ => OAuthError.Rejected(new ReplyFacts(400), new ServerCode("invalid_grant")),
    };

    private Token Issue()
    {
        var number = ++_tokens;
        var refreshToken = new Secret($"simulated-refresh-token-{number}");
        _live.Add(refreshToken);
        return new Token($"simulated-access-token-{number}", "bearer", Lifetime, refreshToken, TokenReference.User(1), null);
    }
}

/// <summary>The connection to Podio of one process lifetime. A request and its reply are two steps.</summary>
internal sealed class SimulatedPodioLife(Simulation simulation, int life)
{
    internal async Task<Either<OAuthError, Token>> AskAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (grant, requestedAt, isHandled) = (request.Grant, simulation.Now, false);
        simulation.Judge(life, ledger => ledger.Sent(grant, requestedAt));
        try
        {
            await simulation.WaitAsync(life, $"Podio handles {Name(grant)}", cancellationToken).ConfigureAwait(false);
            var answer = simulation.Podio.Handle(grant);
            isHandled = answer.IsRight;
            await simulation.WaitAsync(
                life, $"the reply arrives: {answer.Match(Right: _ => "a token", Left: Name)}", cancellationToken).ConfigureAwait(false);
            simulation.Judge(life, ledger => ledger.Arrived(grant, answer, requestedAt, simulation.Now));
            return answer;
        }
        catch (OperationCanceledException)
        {
            simulation.Judge(life, ledger => ledger.Canceled(grant, isHandled));
            throw;
        }
    }

    private static string Name(Grant grant) => grant.Match(
        authorizationCode: _ => "a code", password: _ => "a password", app: _ => "an app", refreshToken: _ => "a refresh token");

    private static string Name(OAuthError error) => error.Match(
        invalidInput: _ => "invalid input",
        unreachable: it => it.MayHaveBeenProcessed ? "none, it is lost" : "none, Podio is unreachable",
        rejected: it => $"{it.Code}",
        rateLimited: _ => "a rate limit of 5 minutes",
        secondFactorRequired: _ => "a second factor is required",
        unavailable: _ => "Podio is down",
        malformedReply: _ => "malformed");
}
