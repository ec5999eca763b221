using Microsoft.Extensions.Logging;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>The log messages. Their event IDs are stable, and no message contains a secret. Only those of level Debug contain an email
/// address: a diagnostic message may name anything else.</summary>
internal static partial class PodioLog
{
    internal const string Category = "PodioOAuth.Functional";

    internal static void Told(this ILogger logger, Registration registration, LoginKey key, RenewalEvent what)
    {
        var login = NameOf(registration, key);
        var log = what.Match<Action>(
            renewed: it => () => logger.Renewed(login, it.Cause, it.Fingerprint, it.ExpiresAt),
            renewalFailed: it => () => logger.RenewalFailed(login, it),
            coolingDown: it => () => logger.CoolingDown(login, it.Until),
            refreshTokenAging: it => () => logger.RefreshTokenAging(login, it.LastRenewedAt),
            signedOut: _ => () => logger.SignedOut(login));
        log();
    }

    private static void RenewalFailed(this ILogger logger, string login, RenewalFailedEvent what)
    {
        logger.RenewalFailed(login, what.Error.Describe(), what.IsOldTokenServed);
        if (what.Diagnosis is { } diagnosis)
        {
            logger.RenewalDiagnosed(login, diagnosis);
        }
    }

    [LoggerMessage(
        EventId = 1,
        Level = LogLevel.Information,
        Message = "Obtained a new token for {Login} by {Cause}: {Fingerprint}, valid until {ExpiresAt}.")]
    private static partial void Renewed(
        this ILogger logger, string login, RenewalCause cause, string fingerprint, DateTimeOffset? expiresAt);

    [LoggerMessage(
        EventId = 2,
        Level = LogLevel.Warning,
        Message = "Couldn't renew the token of {Login}: {Error} Serving the old token: {IsOldTokenServed}.")]
    private static partial void RenewalFailed(this ILogger logger, string login, string error, bool isOldTokenServed);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "No token is requested for {Login} until {Until}.")]
    private static partial void CoolingDown(this ILogger logger, string login, DateTimeOffset until);

    [LoggerMessage(
        EventId = 4,
        Level = LogLevel.Warning,
        Message = "The refresh token of {Login} was last renewed at {LastRenewedAt} and may expire soon.")]
    private static partial void RefreshTokenAging(this ILogger logger, string login, DateTimeOffset lastRenewedAt);

    [LoggerMessage(EventId = 5, Level = LogLevel.Information, Message = "{Login} signed out.")]
    private static partial void SignedOut(this ILogger logger, string login);

    [LoggerMessage(EventId = 6, Level = LogLevel.Debug, Message = "The renewal for {Login} failed with: {Diagnosis}")]
    private static partial void RenewalDiagnosed(this ILogger logger, string login, string diagnosis);

    [LoggerMessage(EventId = 10, Level = LogLevel.Information, Message = "Podio rejected the access token of {Source}.")]
    internal static partial void TokenRefused(this ILogger logger, string source);

    [LoggerMessage(EventId = 11, Level = LogLevel.Warning, Message = "A call with the token of {Source} reached Podio's rate limit.")]
    internal static partial void RateLimited(this ILogger logger, string source);

    [LoggerMessage(EventId = 12, Level = LogLevel.Debug, Message = "Retrying a call with the renewed token of {Source}.")]
    internal static partial void Replayed(this ILogger logger, string source);

    [LoggerMessage(EventId = 13, Level = LogLevel.Debug, Message = "Holding back a call with the token of {Source}: its user's limit.")]
    internal static partial void HeldBack(this ILogger logger, string source);

    [LoggerMessage(
        EventId = 20,
        Level = LogLevel.Warning,
        Message = "The changed settings of {Registration} are invalid, and the previous ones stay in effect: {Problems}")]
    internal static partial void SettingsRejected(this ILogger logger, string registration, string problems);

    internal static void NotKeptAlive(this ILogger logger, Registration registration, LoginKey key, string problem) =>
        logger.NotKeptAlive(NameOf(registration, key), problem);

    [LoggerMessage(EventId = 30, Level = LogLevel.Warning, Message = "Couldn't check the refresh token of {Login}: {Problem}")]
    private static partial void NotKeptAlive(this ILogger logger, string login, string problem);

    [LoggerMessage(EventId = 31, Level = LogLevel.Warning, Message = "Couldn't list the logins in the store: {Problem}")]
    internal static partial void LoginsNotListed(this ILogger logger, string problem);

    // An app ID isn't a secret, but an email address or a person's name is private.
    private static string NameOf(Registration registration, LoginKey key)
    {
        var login = key.Kind == "app" ? $"app {key.Name}" : $"a {key.Kind} login";
        return registration.IsNamed ? $"{login} of {registration.Name}" : login;
    }
}
