namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>Rules that can be looked away from. One that is off is one that the source is known to break.</summary>
internal static class Rules
{
    /// <summary>A sign-in that brings no token leaves the login before it as it was.</summary>
    internal static bool AFailedSignInKeepsTheOldLogin => false;

    /// <summary>A sign-in answers with the token of its own code, or with an error.</summary>
    internal static bool ASignInAnswersForItself => false;

    /// <summary>A restored login whose token is known to have expired is no answer.</summary>
    internal static bool ARestoreAnswersWithALiveToken => false;

    /// <summary>Who is told to be signed out is signed out.</summary>
    internal static bool ASignOutTellsTheTruth => false;
}
