using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional.Serving;

/// <summary>The decision on the authorize page: one of the two.</summary>
internal sealed record ConsentChange(long? UserId = null, bool Deny = false);

/// <summary>A limit: a number of calls per number of seconds.</summary>
internal sealed record LimitChange(int Calls, double WindowSeconds)
{
    internal CallLimit ToLimit() => new(Calls, Seconds.Of(WindowSeconds));
}

/// <summary>The settings to change; absent ones stay unchanged.</summary>
internal sealed record SettingsChange(
    double? AccessTokenSeconds = null,
    double? RefreshTokenSeconds = null,
    double? CodeSeconds = null,
    double? ChallengeSeconds = null,
    bool? RotatesRefreshTokens = null)
{
    // A limit or a scope that is present and null is removed. Only a setter distinguishes that from an absent one.
    public LimitChange? TokenRequestLimit
    {
        get;
        set => (field, IsTokenRequestLimitNamed) = (value, true);
    }

    public LimitChange? UserCallLimit
    {
        get;
        set => (field, IsUserCallLimitNamed) = (value, true);
    }

    public string? AppScope
    {
        get;
        set => (field, IsAppScopeNamed) = (value, true);
    }

    internal bool IsTokenRequestLimitNamed { get; private set; }

    internal bool IsUserCallLimitNamed { get; private set; }

    internal bool IsAppScopeNamed { get; private set; }
}

/// <summary>The settings, and the person at the authorize page.</summary>
internal static class SettingsControl
{
    internal static ControlReply Consent(InMemoryPodio podio, ControlBody body)
    {
        switch (body.Read(ControlJson.Default.ConsentChange))
        {
            case { UserId: { } userId, Deny: false }:
                podio.Update(state => state.WithConsent(Functional.Consent.Agree(userId)));
                return ControlReply.Done;
            case { UserId: null, Deny: true }:
                podio.Update(state => state.WithConsent(Functional.Consent.Deny));
                return ControlReply.Done;
            default:
                return ControlReply.Refuse(StatusCodes.Status400BadRequest, "Specify either user_id or \"deny\": true.");
        }
    }

    internal static ControlReply Change(InMemoryPodio podio, ControlBody body)
    {
        var change = body.Read(ControlJson.Default.SettingsChange);
        podio.Update(state => state.WithSettings(Merge(state.Settings, change)));
        return ControlReply.Done;
    }

    private static PodioSettings Merge(PodioSettings settings, SettingsChange change) => settings with
    {
        AccessTokenLifetime = Seconds.Of(change.AccessTokenSeconds) ?? settings.AccessTokenLifetime,
        RefreshTokenLifetime = Seconds.Of(change.RefreshTokenSeconds) ?? settings.RefreshTokenLifetime,
        CodeLifetime = Seconds.Of(change.CodeSeconds) ?? settings.CodeLifetime,
        ChallengeLifetime = Seconds.Of(change.ChallengeSeconds) ?? settings.ChallengeLifetime,
        RotatesRefreshTokens = change.RotatesRefreshTokens ?? settings.RotatesRefreshTokens,
        TokenRequestLimit = change.IsTokenRequestLimitNamed ? change.TokenRequestLimit?.ToLimit() : settings.TokenRequestLimit,
        UserCallLimit = change.IsUserCallLimitNamed ? change.UserCallLimit?.ToLimit() : settings.UserCallLimit,
        AppScope = change.IsAppScopeNamed ? ReadScope(change.AppScope) : settings.AppScope,
    };

    private static PodioScope? ReadScope(string? text) => text switch
    {
        null => null,
        "" => throw NoScope(), // From a client it means everything (PODIO 2.14); here it is more likely a mistake.
        _ => PodioScope.Parse(text).Match(Right: scope => scope, Left: _ => throw NoScope()),
    };

    private static ArgumentException NoScope() => new("app_scope isn't a valid scope: use pairs such as user:read, separated by spaces.");
}
