using PodioOAuth.Functional;

namespace WebSignIn.Pages;

/// <summary>What a person is told after a sign-out.</summary>
public sealed record SignedOut(string Name, string Title, string Text, bool IsWhole = false)
{
    internal const string Base = "/signed-out";

    internal static readonly SignedOut Done = new(
        "", "You are signed out", "This site has forgotten your token, and Podio has ended its access.", IsWhole: true);

    internal static readonly SignedOut NotAtPodio = new(
        "/not-at-podio",
        "You are signed out here, but perhaps not at Podio",
        "This site has forgotten your token. Podio could not be told to end its access, which ends by itself when it is not used. "
            + "You can end it at once in your Podio account, under the apps that you have authorized.");

    internal static readonly SignedOut NotInStore = new(
        "/not-in-store",
        "You are signed out at Podio, but not everywhere here",
        "Podio has ended the access, so your token is worthless. This site could not remove it from its store.");

    internal static readonly SignedOut Nowhere = new(
        "/nowhere",
        "Only this browser is signed out",
        "This browser has no access any more. Podio could not be told, and this site could not remove your token from its store. "
            + "End the access in your Podio account, under the apps that you have authorized.");

    internal static readonly SignedOut[] All = [Done, NotAtPodio, NotInStore, Nowhere];

    internal static string PathOf(SignOutResult result) => Base + (result switch
    {
        { IsDone: true } => Done,
        { Here: null } => NotAtPodio,
        { AtPodio: null } => NotInStore,
        _ => Nowhere,
    }).Name;
}
