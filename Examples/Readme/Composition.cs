using LanguageExt;
using PodioOAuth.Functional;

namespace Readme;

/// <summary>Steps in LINQ queries: pure ones, and ones over a transport.</summary>
internal static class Composition
{
    public static async Task RunAsync()
    {
        Transport podio = new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow)).Transport;
        var client = SamplePodio.Client;
        var password = Grant.Password(SamplePodio.Username, SamplePodio.Password);

        // <readme>
        Either<OAuthError, bool> roundTrips =
            from form in TokenRequest.Encode(new TokenRequest(client, password))
            from back in TokenRequest.Decode(form)
            select back.Grant == password;

        Either<OAuthError, Token> renewed = await (
            from token in podio.RequestTokenAsync(new TokenRequest(client, password))
            from next in podio.RequestTokenAsync(new TokenRequest(client, Grant.RefreshToken(token.RefreshToken)))
            select token.RenewedBy(next));
        // </readme>

        Console.WriteLine($"{roundTrips.IfLeft(false)} {renewed.IsRight}");
    }
}
