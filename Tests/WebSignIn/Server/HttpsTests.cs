namespace PodioOAuth.Functional.WebSignIn.Tests.Server;

/// <summary>A site that is reached by https, as behind a proxy: no other host of the domain sets its cookies, and none goes by
/// http.</summary>
public sealed class HttpsTests
{
    [Fact]
    public async Task Cookies_are_bound_to_host_and_https()
    {
        await using var site = await RunningSite.StartAsync(address: "https://127.0.0.1:8443/");
        using var client =
            new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site.Listens };
        var (page, form) = await SendAsync(client, HttpMethod.Get, "/", "");
        Assert.Matches("^__Host-form=[^;]+; path=/; secure; samesite=strict; httponly$", form);
        Assert.Equal("max-age=31536000", page.Headers["Strict-Transport-Security"]);

        var token = page.Body.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        var (begun, pending) = await SendAsync(
            client, HttpMethod.Post, "/sign-in", form, KeyValuePair.Create("__RequestVerificationToken", token));
        Assert.Matches("^__Host-signing-in-[0-9a-f]{16}=[^;]+; max-age=600; path=/; secure; samesite=lax; httponly$", pending);

        var (agreed, _) = await SendAsync(client, HttpMethod.Get, begun.Location!, "");
        Assert.StartsWith("https://127.0.0.1:8443/callback?", agreed.Location, StringComparison.Ordinal);
        var (ended, person) = await SendAsync(client, HttpMethod.Get, new Uri(agreed.Location!).PathAndQuery, pending);
        Assert.Equal("/account", ended.Location);
        Assert.Contains("__Host-signing-in-", person, StringComparison.Ordinal); // Taken away.
        Assert.Matches("__Host-person=[^;]+; path=/; secure; samesite=lax; httponly$", person);
    }

    /// <summary>Sends a request with no more than the cookie that is given, as a proxy hands it on.</summary>
    internal static async Task<(Reply Reply, string Cookies)> SendAsync(
        HttpClient client, HttpMethod method, string address, string cookie, params KeyValuePair<string, string>[] fields)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Add("Cookie", cookie.Length > 0 ? [cookie.Split(';')[0]] : []);
        request.Content = fields.Length > 0 ? new FormUrlEncodedContent(fields) : null;
        using var reply = await client.SendAsync(request);
        var read = await Reply.ReadAsync(reply);
        return (read, read.Headers.GetValueOrDefault("Set-Cookie", ""));
    }
}
