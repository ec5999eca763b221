using LanguageExt;
using PodioOAuth.Functional;

namespace Readme;

/// <summary>The first example of the README, as it stands there.</summary>
internal static class TenLines
{
    public static async Task RunAsync()
    {
        // <readme>
        Transport podio = new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow)).Transport;
        var request = new TokenRequest(SamplePodio.Client, Grant.Password(SamplePodio.Username, SamplePodio.Password));

        Either<OAuthError, Token> result = await podio.RequestTokenAsync(request);

        Console.WriteLine(result.Match(
            Right: token => $"A token for {token.Reference}, good for {token.Lifetime}.",
            Left: error => error.Describe()));
        // </readme>
    }
}
