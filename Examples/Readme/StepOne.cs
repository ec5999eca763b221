using System.Security.Cryptography;
using LanguageExt;
using PodioOAuth.Functional;
using PodioOAuth.Functional.Serving;

namespace Readme;

/// <summary>Step one of the authorization: the address that a user is sent to, and what comes back.</summary>
internal static class StepOne
{
    public static async Task RunAsync()
    {
        var podio = new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow).WithConsent(Consent.Agree(SamplePodio.UserId)));

        // <readme>
        Secret state = RandomNumberGenerator.GetHexString(64); // Keep it in the user's session.
        var request = new AuthorizationRequest(
            SamplePodio.Client.ClientId,
            SamplePodio.RedirectUri,
            state,
            scope: PodioScope.Of(ScopeItem.User(ScopePermission.Read), ScopeItem.Space(ScopePermission.All)));
        Either<OAuthError, Uri> address = request.ToUri(PodioEndpoint.Default); // Send the user there,

        string arrived = Visit(podio, address); // who comes back to the redirect URI.
        AuthorizationCallback callback = AuthorizationCallback.ParseAddress(state, arrived);

        Console.WriteLine(callback is GrantedCodeCallback granted
            ? (await podio.Transport.RequestTokenAsync(new TokenRequest(SamplePodio.Client, granted.ToGrant(request.RedirectUri))))
                .Match(Right: token => $"{token.Scope} for {token.Reference}", Left: error => error.Describe())
            : callback.Describe()); // Denied, refused, forged or malformed: five cases of six are no grant of a code.
        // </readme>
    }

    // What the user's browser does.
    private static string Visit(InMemoryPodio podio, Either<OAuthError, Uri> address) => address.Match(
        Right: uri => podio.Handle(new ReceivedRequest("GET", uri.AbsolutePath, null, null, default) { Query = uri.Query[1..] })
            .Reply.RevealHeader("Location")!,
        Left: error => throw new InvalidOperationException(error.Describe()));
}
