using PodioOAuth.Functional;

namespace WebSignIn.Pages;

/// <summary>A problem in plain words, and what to do about it. Each has its own address, which contains nothing of the failed
/// request.</summary>
/// <param name="Name">The last part of the address.</param>
/// <param name="Title">What happened.</param>
/// <param name="Text">What it means.</param>
/// <param name="Advice">What to do.</param>
/// <param name="OffersSignIn">Whether signing in once more may help.</param>
public sealed record Problem(string Name, string Title, string Text, string Advice, bool OffersSignIn = true)
{
    internal const string Base = "/problem/";

    internal static readonly Problem Denied = new(
        "denied",
        "You denied access",
        "Nothing was shared, and nothing changed.",
        "If that was a mistake, sign in again and choose Allow.");

    internal static readonly Problem Forged = new(
        "forged",
        "This sign-in didn’t start here",
        "What came back from Podio doesn’t belong to a sign-in that this browser started here, so it was ignored. "
            + "The sign-in may have been used already, for example with the Back button, or have taken more than ten minutes; "
            + "or someone sent you a link that leads to their account.",
        "Start again from here. If you followed a link to get here, don’t follow it again.");

    internal static readonly Problem Malformed = new(
        "malformed",
        "Podio’s reply can’t be read",
        "What came back contradicts itself or isn’t what Podio sends, so it was ignored.",
        "Start again from here. If it happens again, contact the site’s owner.");

    internal static readonly Problem Rejected = new(
        "rejected",
        "Podio rejected the request",
        "Podio didn’t ask you for permission: it considers this site’s request invalid. The site’s owner has to fix that.",
        "Contact the owner, or try again later.");

    internal static readonly Problem Code = new(
        "code",
        "This sign-in is no longer valid",
        "Podio’s code can be used once, within a few minutes. This one was already used or has expired.",
        "Sign in again to get a new one.");

    internal static readonly Problem Unreachable = new(
        "unreachable",
        "Podio can’t be reached",
        "Podio didn’t reply, or limits our requests at the moment. You aren’t signed in.",
        "Wait a moment, then sign in again.");

    internal static readonly Problem TooMany = new(
        "too-many",
        "Too many attempts",
        "Your network has tried more sign-ins in the last minute than this site allows. Nothing was done.",
        "Wait a minute, then start again on the start page.",
        OffersSignIn: false);

    internal static readonly Problem Stale = new(
        "stale",
        "That page is out of date",
        "The page was loaded before you signed in or out, or before this site restarted. "
            + "Nothing was done.",
        "Continue from here.");

    internal static readonly Problem Ended = new(
        "ended",
        "Your sign-in has ended",
        "Podio no longer accepts it, or this site restarted and lost it.",
        "Sign in again to continue.");

    internal static readonly Problem Unreadable = new(
        "unreadable", "What was sent can’t be read", "It uses a charset that this site doesn’t support, so nothing was done.",
        "Go to the start page and start again.", OffersSignIn: false);

    internal static readonly Problem NotFound = new(
        "404", "Page not found", "This site has no page at that address.", "Go to the start page.", OffersSignIn: false);

    internal static readonly Problem Trouble = new(
        "trouble", "Something went wrong", "It is this site’s fault, not yours.", "Try again later.",
        OffersSignIn: false);

    internal static readonly Problem[] All =
    [
        Denied, Forged, Malformed, Rejected, Code, Unreachable, TooMany, Stale, Ended, Unreadable, NotFound, Trouble,
    ];

    internal string Path => Base + Name;

    /// <summary>Returns the problem for a failed sign-in.</summary>
    internal static Problem Of(PodioSignInProblem problem) => problem switch
    {
        PodioSignInProblem.Denied => Denied,
        PodioSignInProblem.Rejected => Rejected,
        PodioSignInProblem.Forged => Forged,
        PodioSignInProblem.Unreadable => Malformed,
        PodioSignInProblem.CodeRejected => Code,
        PodioSignInProblem.Unreachable => Unreachable,
        _ => Trouble,
    };
}
