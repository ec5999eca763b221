using LanguageExt;
using PodioOAuth.Functional;

namespace Readme;

/// <summary>A test of what a program does when a reply is lost.</summary>
internal static class LostReply
{
    public static async Task RunAsync()
    {
        // <readme>
        var podio = new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow));
        var request = new TokenRequest(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken));

        podio.Update(state => state.Arm(Fault.DropReply)); // The next request is carried out, and its reply is lost.
        Either<OAuthError, Token> first = await podio.Transport.RequestTokenAsync(request);

        string advice = first.Match(
            Right: _ => "granted",
            Left: error => error.RetryAdvice(request.Grant).Match(
                safe: again => "nothing happened: send it again",
                useless: _ => "sign in again",
                ambiguous: again => "it may have happened: once more, then sign in again"));

        podio.MoveClock(TimeSpan.FromHours(8)); // Access tokens live eight hours.
        Console.WriteLine($"{advice} ({podio.Requests.Count} request seen)");
        // </readme>
    }
}
