using LanguageExt;
using PodioOAuth.Functional;

namespace Readme;

/// <summary>A token source: a hundred ask, and one request is made.</summary>
internal static class AlwaysFresh
{
    public static async Task RunAsync()
    {
        var podio = new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow));
        var request = new TokenRequest(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken));

        // <readme>
        TokenExchange ask = podio.Transport.ToTokenExchange()
            .WithTimeLimit(TimeSpan.FromSeconds(30))
            .WithRetry();
        await using var source = TokenSource.Unattended(ask, request);

        Either<TokenSourceError, Token>[] answers =
            await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => source.GetTokenAsync()));

        Console.WriteLine(answers[0].Match(
            Right: token => $"{answers.Length} callers, a token for {token.Reference}, and {podio.Requests.Count} request",
            Left: error => error.Describe()));
        // </readme>
    }
}
