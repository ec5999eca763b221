using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using PodioOAuth.Functional;

namespace WebSignIn.SignIn;

/// <summary>The name and email address of the user, from <c>GET /user/status</c>, requested once and kept in the cookie.</summary>
internal static class UserStatus
{
    internal const string Client = "user-status";

    private const int Longest = 200; // A cookie holds 4 KB.

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5); // The user waits for the page.

    internal static void Add(IServiceCollection services) => services
        .AddHttpClient(Client, (provider, client) =>
        {
            client.BaseAddress = provider.GetRequiredService<Authorization>().Endpoint.Api;
            client.Timeout = Patience;
            client.MaxResponseContentBufferSize = 1 << 20;
        })
        .ConfigurePrimaryHttpMessageHandler(HttpClientTransport.CreateHandler) // Doesn't follow redirects with the token in a header.
        .RedactLoggedHeaders(_ => true);

    /// <summary>Adds the claims in Podio's reply; without a reply, the sign-in continues without them.</summary>
    internal static async Task AddClaimsAsync(TicketReceivedContext ticket)
    {
        var services = ticket.HttpContext.RequestServices;
        if (ticket.Principal is not { Identity: ClaimsIdentity identity } principal
            || services.GetRequiredService<PodioTokenSources>().FindSignedIn(principal) is not { } source)
        {
            return;
        }

        var token = await source.GetTokenAsync(); // Not canceled with the request: the login outlives an aborted one.
        var claims = await token.Match(
            Right: it => AskAsync(services.GetRequiredService<IHttpClientFactory>(), it),
            Left: _ => Task.FromResult<Claim[]>([]));
        identity.AddClaims(claims);
    }

    private static async Task<Claim[]> AskAsync(IHttpClientFactory clients, Token token)
    {
        try
        {
            using var client = clients.CreateClient(Client);
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(client.BaseAddress!, "user/status"))
                .WithPodioToken(token, bypassesDefaultProxy: true);
            using var reply = await client.SendAsync(request);
            return reply.IsSuccessStatusCode ? Read(await reply.Content.ReadAsByteArrayAsync()) : [];
        }
        catch (Exception exception) when (exception
            is HttpRequestException or TaskCanceledException or JsonException
            or InvalidOperationException) // A string that isn't text, such as one cut off within an emoji.
        {
            return []; // The user is known nevertheless, by ID.
        }
    }

    private static Claim[] Read(byte[] json)
    {
        using var status = JsonDocument.Parse(json);
        return
        [
            .. Claims(ClaimTypes.Name, Text(status.RootElement, "profile", "name")),
            .. Claims(ClaimTypes.Email, Text(status.RootElement, "user", "mail")),
        ];
    }

    private static string? Text(JsonElement status, string member, string name) =>
        status.ValueKind == JsonValueKind.Object && status.TryGetProperty(member, out var part)
        && part.ValueKind == JsonValueKind.Object && part.TryGetProperty(name, out var text)
        && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;

    private static IEnumerable<Claim> Claims(string type, string? value) =>
        string.IsNullOrWhiteSpace(value) || value.Length > Longest ? [] : [new Claim(type, value.Trim())];
}
