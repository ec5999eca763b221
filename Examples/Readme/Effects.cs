using LanguageExt;
using PodioOAuth.Functional;
using static LanguageExt.Prelude;

namespace Readme;

/// <summary>A request as an effect of LanguageExt, which is repeated where that is safe.</summary>
internal static class Effects
{
    public static async Task RunAsync()
    {
        var podio = new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow));
        var request = new TokenRequest(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken));
        podio.Update(state => state.Arm(Fault.Refuse));

        // <readme>
        Aff<Token> ask = podio.Transport.RequestTokenAff(request); // Asks nobody: each run does.
        Aff<string> effect = ask
            .RetryWhile(Schedule.recurs(3) | Schedule.spaced(50 * ms), PodioEffects.IsSafeToRepeat(request.Grant))
            .Map(token => $"a token for {token.Reference}")
            | catchOf((OAuthFailure failure) => SuccessAff(failure.Error.Describe()));

        Fin<string> answer = await effect.Run();
        // </readme>

        Console.WriteLine($"{answer.ThrowIfFail()} by request {podio.Requests.Count}");
    }
}
