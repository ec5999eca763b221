using PodioOAuth.Functional;

namespace WebSignIn.Pages;

/// <summary>Something that went wrong, in plain words and with a way on. Each has an address of its own, in which nothing of the failed
/// request is left.</summary>
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
        "You did not allow it",
        "You told Podio not to let this site in, so nothing was shared and nothing has changed.",
        "If that was a slip, sign in again and choose Allow.");

    internal static readonly Problem Forged = new(
        "forged",
        "This is not an answer to us",
        "What came back from Podio does not belong to a sign-in that this browser has begun here, so nothing in it was believed. "
            + "The sign-in may have been used already, as by the Back button, or have taken more than ten minutes; "
            + "or somebody sent you a link to lead you into an account of theirs.",
        "Begin again from here. If you followed a link to get here, do not follow it again.");

    internal static readonly Problem Malformed = new(
        "malformed",
        "Podio’s answer cannot be read",
        "What came back contradicts itself or is not what Podio sends, so nothing in it was used.",
        "Begin again from here. If it happens twice, tell whoever runs this site.");

    internal static readonly Problem Refused = new(
        "refused",
        "Podio refused the request",
        "Podio did not ask you at all: it takes what this site asked for to be wrong. That is for whoever runs the site to mend.",
        "Tell them, or try again later.");

    internal static readonly Problem Code = new(
        "code",
        "This sign-in is no longer good",
        "Podio hands over a code that is good for one use and a few minutes. This one was used before, or came too late.",
        "Sign in again: Podio gives a new one.");

    internal static readonly Problem Unreachable = new(
        "unreachable",
        "Podio cannot be reached",
        "Podio did not answer, or asked us to wait. You are not signed in.",
        "Wait a moment, then sign in again.");

    internal static readonly Problem TooMany = new(
        "too-many",
        "Too many attempts",
        "From your network, more sign-ins have been tried in the last minute than this site allows. Nothing was done.",
        "Wait a minute, then begin again on the start page.",
        OffersSignIn: false);

    internal static readonly Problem Stale = new(
        "stale",
        "That page was too old",
        "The page on which you pressed a button was made before you signed in or out, or before this site was started again. "
            + "Nothing was done.",
        "Go on from here.");

    internal static readonly Problem Ended = new(
        "ended",
        "Your sign-in has ended",
        "Podio does not accept it any more, or this site was started again and has forgotten it.",
        "Sign in again to go on.");

    internal static readonly Problem Unreadable = new(
        "unreadable", "What was sent cannot be read", "It came in a charset that this site does not read, so nothing was done.",
        "Go to the start page, and begin again there.", OffersSignIn: false);

    internal static readonly Problem NotFound = new(
        "404", "There is no such page", "The address leads nowhere on this site.", "Go to the start page.", OffersSignIn: false);

    internal static readonly Problem Trouble = new(
        "trouble", "Something went wrong here", "It is this site’s fault, and nothing that you did.", "Try again in a while.",
        OffersSignIn: false);

    internal static readonly Problem[] All =
    [
        Denied, Forged, Malformed, Refused, Code, Unreachable, TooMany, Stale, Ended, Unreadable, NotFound, Trouble,
    ];

    internal string Path => Base + Name;

    /// <summary>Why no login began.</summary>
    internal static Problem Of(PodioSignInProblem problem) => problem switch
    {
        PodioSignInProblem.Denied => Denied,
        PodioSignInProblem.Refused => Refused,
        PodioSignInProblem.Forged => Forged,
        PodioSignInProblem.Unreadable => Malformed,
        PodioSignInProblem.CodeRejected => Code,
        PodioSignInProblem.Unreachable => Unreachable,
        _ => Trouble,
    };
}
