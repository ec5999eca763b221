using LanguageExt;
using Microsoft.Extensions.DependencyInjection;
using PodioOAuth.Functional;

namespace Readme;

/// <summary>An application's services: a source by name, and a client whose calls have its token.</summary>
internal static class InAnApplication
{
    public static async Task RunAsync(Uri podio)
    {
        var services = new ServiceCollection();

        // <readme>
        services.AddPodioOAuth(options => // Or from the configuration: services.AddPodioOAuth(configuration.GetSection("Podio"))
        {
            options.ClientId = SamplePodio.Client.ClientId;
            options.ClientSecret = SamplePodio.Client.ClientSecret.Reveal();
            options.ApiBase = podio.AbsoluteUri; // Leave it out for the public API.
            options.Sources["jane"] = new() { Username = SamplePodio.Username, Password = SamplePodio.Password.Reveal() };
        });
        services.AddHttpClient("podio", client => client.BaseAddress = podio).AddPodioToken("jane");
        await using var application = services.BuildServiceProvider();

        using var client = application.GetRequiredService<IHttpClientFactory>().CreateClient("podio");
        Either<TokenSourceError, string> scope = await client.GetPodioScopeAsync();
        Console.WriteLine(scope.Match(Right: granted => $"may touch {granted}", Left: error => error.Describe()));
        // </readme>
    }
}
