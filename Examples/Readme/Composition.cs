using LanguageExt;
using PodioOAuth.Functional;

namespace Readme;

/// <summary>Pure steps by LINQ, steps over a transport by BindAsync.</summary>
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

        Either<OAuthError, Token> renewed = await podio
            .RequestTokenAsync(new TokenRequest(client, password))
            .BindAsync(token => podio.RequestTokenAsync(new TokenRequest(client, Grant.RefreshToken(token.RefreshToken)))
                .MapAsync(token.RenewedBy));
        // </readme>

        Console.WriteLine($"{roundTrips.IfLeft(false)} {renewed.IsRight}");
    }
}
