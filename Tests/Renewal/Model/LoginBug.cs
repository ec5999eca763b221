namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>Bugs of clients that keep a person's login.</summary>
internal enum LoginBug
{
    None,

    /// <summary>Any renewal that fails ends the login: a server that was down for a minute signs everybody out.</summary>
    ForgottenOnFailure,

    /// <summary>A code whose reply was lost is sent once more.</summary>
    CodeSentTwice,

    /// <summary>A code that is delivered twice is sent twice.</summary>
    CodeDeliveredTwice,

    /// <summary>An entry that was evicted is taken for a login that was ended.</summary>
    ForgottenOnEviction,

    /// <summary>What another process ended is written back.</summary>
    BackAfterItWasForgotten,

    /// <summary>A code that is rejected ends the login that was there before.</summary>
    ForgottenOnRejectedCode,

    /// <summary>A refresh token that was spent by a lost reply is named as rejected.</summary>
    LostReplyNotNamed,

    /// <summary>Signing out ends the pause after a rate limit.</summary>
    LimitForgottenOnSignOut,

    /// <summary>A sign-in that fails is answered with the token from before.</summary>
    AnsweredFromBefore,

    /// <summary>During a pause nobody looks whether another process has a token.</summary>
    NoLookDuringAPause,
}
