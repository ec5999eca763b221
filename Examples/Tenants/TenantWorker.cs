using System.Text.Json;
using Microsoft.Extensions.Hosting;
using PodioOAuth.Functional;

namespace Tenants;

/// <summary>Calls Podio for each tenant: at first, after their tokens have expired, and after one tenant has left.</summary>
internal sealed class TenantWorker(
    IHttpClientFactory clients, PodioTokenSources sources, InMemoryPodio podio, IHostApplicationLifetime lifetime) : BackgroundService
{
    internal static readonly Tenant[] Tenants =
    [
        new("Bakery", 1001, "made-up-token-of-the-bakery"),
        new("Garage", 1002, "made-up-token-of-the-garage"),
        new("School", 1003, "made-up-token-of-the-school"),
        new("Mistyped", 1003, "not-the-token-of-the-school"),
    ];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await RoundAsync("First calls, three per tenant at once", Tenants, stoppingToken);

        podio.MoveClock(TimeSpan.FromHours(9)); // Moves Podio's clock only: the tokens expire before this program expects it.
        await RoundAsync("After Podio has let the tokens expire", Tenants, stoppingToken);

        _ = await sources.ForgetAsync(Tenants[0].Grant, stoppingToken);
        await RoundAsync("After the bakery has left", Tenants[1..], stoppingToken);
        lifetime.StopApplication();
    }

    private async Task RoundAsync(string title, IReadOnlyCollection<Tenant> tenants, CancellationToken cancellationToken)
    {
        podio.ForgetRequests();
        var answers = await Task.WhenAll(tenants.Select(async tenant =>
            (tenant.Name, Lines: await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => CallAsync(tenant, cancellationToken))))));
        Console.WriteLine($"{title}:");
        foreach (var (name, lines) in answers)
        {
            Console.WriteLine($"  {name,-9} {string.Join("; ", lines.Distinct())}");
        }

        Console.WriteLine($"  {podio.Requests.Count(request => request.Path == "/oauth/token")} token requests");
    }

    private async Task<string> CallAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "echo");
        request.Options.Set(Tenant.Key, tenant);
        try
        {
            using var reply = await clients.CreateClient("podio").SendAsync(request, cancellationToken);
            using var json = JsonDocument.Parse(await reply.Content.ReadAsStreamAsync(cancellationToken));
            return $"{(int)reply.StatusCode}, as app {json.RootElement.GetProperty("ref").GetProperty("id")}";
        }
        catch (TokenUnavailableException exception)
        {
            return $"no token: {exception.Error.GetType().Name}";
        }
    }
}
