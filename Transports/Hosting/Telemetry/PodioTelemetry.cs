using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PodioOAuth.Functional;

/// <summary>The application's telemetry, with OpenTelemetry's naming. Both the activity source and the meter have the package's
/// name.</summary>
/// <remarks>
/// <para><c>podio.oauth.request</c>, an activity, and <c>podio.oauth.request.duration</c>, a histogram in s: a token request, with
/// <c>podio.oauth.grant_type</c>, <c>server.address</c> and, if it failed, <c>error.type</c>. A source's activity is a root, because
/// many callers may wait for it, and links to the activity of the caller that started it; that of an exchange without a source is a child
/// of the current activity.</para>
/// <para><c>podio.oauth.renewals</c>, a counter: with <c>podio.oauth.outcome</c> (<c>renewed</c>, <c>failed</c>, <c>cooling_down</c>), the
/// cause or <c>error.type</c>, and <c>podio.oauth.login.kind</c>.</para>
/// <para><c>podio.oauth.token.remaining_lifetime</c>, a gauge in s, of each configured source whose token's expiry is known.</para>
/// <para><c>podio.oauth.rate_limit.remaining</c>, a gauge: the calls that Podio says are left (PODIO 3.13), by
/// <c>podio.oauth.source</c>.</para>
/// <para>For a named registration, each also has <c>podio.oauth.registration</c>.</para>
/// <para>No tag contains a secret, an email address, or a value whose cardinality grows with the number of tenants.</para>
/// </remarks>
public static class PodioTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "PodioOAuth.Functional.Hosting";

    internal const string RequestActivity = "podio.oauth.request";

    internal const string RegistrationTag = "podio.oauth.registration";
    internal const string SourceTag = "podio.oauth.source";
    internal const string OutcomeTag = "podio.oauth.outcome";
    internal const string CauseTag = "podio.oauth.cause";
    internal const string KindTag = "podio.oauth.login.kind";
    internal const string GrantTag = "podio.oauth.grant_type";
    internal const string ServerTag = "server.address";
    internal const string ErrorTag = "error.type";

    internal static ActivitySource Activities { get; } = new(Name);

    /// <summary>Returns one of a few names for an error: its case, as for <c>error.type</c>.</summary>
    internal static string TypeOf(OAuthError error) => error.Match(
        invalidInput: _ => "invalid_input",
        unreachable: it => it.Reason == UnreachableReason.Timeout ? "timeout" : "unreachable",
        rejected: it => it.Kind switch
        {
            RejectionKind.InvalidRequest => "invalid_request",
            RejectionKind.InvalidClient => "invalid_client",
            RejectionKind.InvalidGrant => "invalid_grant",
            RejectionKind.UnauthorizedClient => "unauthorized_client",
            RejectionKind.UnsupportedGrantType => "unsupported_grant_type",
            RejectionKind.InvalidScope => "invalid_scope",
            _ => "rejected", // Podio's own codes aren't a closed set: their number could grow.
        },
        rateLimited: _ => "rate_limited",
        secondFactorRequired: _ => "second_factor_required",
        unavailable: _ => "unavailable",
        malformedReply: _ => "malformed_reply");

    internal static string NameOf(RenewalCause cause) => cause switch
    {
        RenewalCause.Refresh => "refresh",
        RenewalCause.Start => "start",
        RenewalCause.SignIn => "sign_in",
        _ => "restored",
    };

    internal static string TypeOf(TokenSourceError error) => error.Match(
        exchange: it => TypeOf(it.Error),
        signInAgain: _ => "sign_in_again",
        coolingDown: _ => "cooling_down",
        store: _ => "store",
        lockLost: _ => "lock_lost",
        undecided: _ => "undecided");
}
