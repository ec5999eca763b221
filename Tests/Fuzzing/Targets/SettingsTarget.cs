using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PodioOAuth.Functional.Stores;
using PodioOAuth.Functional.Support;

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>Settings of an application, one per line: a configuration key, an equals sign, and the value.</summary>
internal static class SettingsTarget
{
    // Whoever writes settings runs the program. .NET's configuration takes some 15 bytes for each byte of short lines.
    private const int Longest = 64 * 1024;

    private static readonly Lines Configuration = new();
    private static readonly OptionsFactory<PodioOAuthOptions> Factory = MakeFactory();

    internal static Action Run(ReadOnlySpan<byte> input)
    {
        var pairs = Text.Of(input[..Math.Min(input.Length, Longest)])
            .Split('\n').Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).ToArray();
        Configuration.Replace(pairs);
        var outcome = Create();
        return () =>
        {
            if (outcome.Options is { } options)
            {
                Check(options);
            }

            Law.Holds(
                !outcome.Problems.Contains("pl4nted", StringComparison.Ordinal)
                    || pairs.Any(pair => pair[0].Contains("pl4nted", StringComparison.Ordinal)), "names no value");
        };
    }

    internal static IEnumerable<byte[]> Seeds() => Text.Seeds(
        """
        ClientId=c
        ClientSecret=s
        ApiBase=https://podio.example.com/base
        Format=Json
        IdleTimeout=02:00:00
        Sources:crm:AppId=4711
        Sources:crm:AppToken=t
        Sources:crm:Username=
        Sources:Jane:Username=jane@example.com
        Sources:Jane:Password=p
        Sources:person:Login=jane
        """,
        "ClientId=c\nClientSecret=s",
        $"ClientId=\nClientSecret={Law.PlantedClientSecret}\r\nFormat=7\nIdleTimeout=0\nSources:a=",
        $"Format={Law.PlantedPassword}\nIdleTimeout={Law.PlantedPassword}\nSources:a:AppId={Law.PlantedPassword}\nSources:a:b:AppId=1",
        $"ClientId=c\nClientSecret=s\nApiBase=http://{Law.PlantedPassword}.example.com/\nSources:a:AppId=1\nSources:a:Login=x");

    private static (PodioOAuthOptions? Options, string Problems) Create()
    {
        try
        {
            return (Factory.Create(Options.DefaultName), "");
        }
        catch (OptionsValidationException exception)
        {
            return (null, string.Join('\n', exception.Failures));
        }
    }

    // What was accepted at startup must keep working.
    private static void Check(PodioOAuthOptions options)
    {
        var client = new ClientCredentials(options.ClientId, options.ClientSecret);
        var endpoint = options.ApiBase is null ? PodioEndpoint.Default : PodioEndpoint.Create(options.ApiBase).Right();
        foreach (var source in options.Sources.Values)
        {
            Grant? grant = source.AppId is { } id ? Grant.App(id, source.AppToken!)
                : string.IsNullOrEmpty(source.Username) ? null : Grant.Password(source.Username, source.Password!);
            var request = new TokenRequest(client, grant ?? Grant.RefreshToken("r"), options.Format);
            Law.Holds(TokenRequest.Encode(request).IsRight, "an accepted source can be asked for");
            var key = grant is null ? LoginKey.OfLogin(endpoint, client.ClientId, source.Login!) : LoginKey.OfRequest(endpoint, request);
            Law.Holds(LoginKey.Parse(key.ToString()) == key, "an accepted source has a key");
        }
    }

    private static OptionsFactory<PodioOAuthOptions> MakeFactory()
    {
        var services = new ServiceCollection();
        services.AddPodioOAuth(new ConfigurationRoot([Configuration]));
        var provider = services.BuildServiceProvider();
        return new(
            provider.GetServices<IConfigureOptions<PodioOAuthOptions>>(),
            provider.GetServices<IPostConfigureOptions<PodioOAuthOptions>>(),
            provider.GetServices<IValidateOptions<PodioOAuthOptions>>());
    }

    private sealed class Lines : ConfigurationProvider
    {
        internal void Replace(IEnumerable<string[]> pairs)
        {
            Data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            foreach (var pair in pairs)
            {
                Data[pair[0]] = pair[1];
            }
        }
    }
}
