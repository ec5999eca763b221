namespace PodioOAuth.Functional.Hosting.Tests.Leaks;

/// <summary>What may happen to an application.</summary>
public enum Step
{
    /// <summary>A call as an app.</summary>
    Call,

    /// <summary>A call as a user.</summary>
    CallAsUser,

    /// <summary>Podio's clock runs ahead: the token is refused, renewed, and the call sent once more.</summary>
    Refuse,

    /// <summary>All grants end.</summary>
    Revoke,

    /// <summary>The limit of calls.</summary>
    LimitCalls,

    /// <summary>The limit of token requests.</summary>
    LimitTokens,

    /// <summary>Podio is down.</summary>
    Down,

    /// <summary>Podio quotes what it was sent, wherever it can.</summary>
    Quote,

    /// <summary>The API quotes what it was sent.</summary>
    QuoteCall,

    /// <summary>The connection breaks.</summary>
    Cut,

    /// <summary>Health is asked for.</summary>
    Health,

    /// <summary>The grant is ended.</summary>
    Invalidate,

    /// <summary>The settings are changed for the worse: a token where a number should be.</summary>
    BadSettings,

    /// <summary>A tenant's app, made at run time.</summary>
    Tenant,

    /// <summary>Nine hours pass.</summary>
    Wait,
}
