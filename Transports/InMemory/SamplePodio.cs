using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>A small Podio to experiment with: one API key, one user, one app, and codes. Every value is made up.</summary>
/// <remarks>None of the values means anything to Podio. They are public constants, so that a program and its server need not exchange them.
/// The password contains characters that a careless encoder breaks.</remarks>
public static class SamplePodio
{
    private const int CodeCount = 16;

    /// <summary>The API key, registered for the domain of <see cref="RedirectUri"/>.</summary>
    public static ClientCredentials Client { get; } =
        new(clientId: "sample-client", clientSecret: "MadeUpForTheSampleClientNotASecretOfPodio0123456789abcdefghijklm");

    /// <summary>The user ID, as in the <c>ref</c> of the user's tokens.</summary>
    public static long UserId => 2043311;

    /// <summary>The user's email address.</summary>
    public static string Username => "jane@example.com";

    /// <summary>The user's password.</summary>
    public static Secret Password { get; } = new("made up & 100% sämple+pass=word");

    /// <summary>The app ID.</summary>
    public static long AppId => 654321;

    /// <summary>The app token.</summary>
    public static Secret AppToken { get; } = new("5a3d1e0f00112233445566778899abcd");

    /// <summary>The redirect URI that the <see cref="Codes"/> were issued for.</summary>
    public static string RedirectUri => "https://app.example.com/signed-in?from=podio";

    /// <summary>16 authorization codes. Each can be used once, within ten minutes of <see cref="State"/>.</summary>
    public static IReadOnlyList<Secret> Codes { get; } =
        Array.AsReadOnly([.. Enumerable.Range(1, CodeCount).Select(number => new Secret($"sample-code-{number:00}"))]);

    /// <summary>Returns the state of a Podio that contains all of this.</summary>
    /// <param name="now">The instant at which the codes are issued.</param>
    public static PodioState State(DateTimeOffset now) => Codes.Aggregate(
        PodioState.Empty
            .WithClient(Client, redirectDomain: "app.example.com")
            .WithUser(UserId, Username, Password)
            .WithApp(AppId, AppToken),
        (state, code) => state.WithCode(code, Client.ClientId, UserId, RedirectUri, now));
}
