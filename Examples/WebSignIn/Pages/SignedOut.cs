using PodioOAuth.Functional;

namespace WebSignIn.Pages;

/// <summary>The page after a sign-out.</summary>
public sealed record SignedOut(string Name, string Title, string Text, bool IsWhole = false)
{
    internal const string Base = "/signed-out";

    internal static readonly SignedOut Done = new(
        "", "You are signed out", "This site has removed your token, and Podio has revoked its access.", IsWhole: true);

    internal static readonly SignedOut NotAtPodio = new(
        "/not-at-podio",
        "You are signed out here, but perhaps not at Podio",
        "This site has removed your token. It couldn’t be revoked at Podio, where it expires when it is no longer used. "
            + "You can revoke it now in your Podio account, under the apps that you have authorized.");

    internal static readonly SignedOut NotInStore = new(
        "/not-in-store",
        "You are signed out at Podio, but not everywhere here",
        "Podio has revoked access, so your token is no longer valid. This site couldn’t remove it from its store.");

    internal static readonly SignedOut Nowhere = new(
        "/nowhere",
        "Only this browser is signed out",
        "This browser no longer has access. Your token could be neither revoked at Podio nor removed from this site’s store. "
            + "Revoke access in your Podio account, under the apps that you have authorized.");

    internal static readonly SignedOut[] All = [Done, NotAtPodio, NotInStore, Nowhere];

    internal static string PathOf(SignOutResult result) => Base + (result switch
    {
        { IsDone: true } => Done,
        { Here: null } => NotAtPodio,
        { AtPodio: null } => NotInStore,
        _ => Nowhere,
    }).Name;
}
