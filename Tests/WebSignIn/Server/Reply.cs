namespace PodioOAuth.Functional.WebSignIn.Tests.Server;

/// <summary>What a guest got.</summary>
internal sealed record Reply(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    internal string? Location => Headers.GetValueOrDefault("Location");

    /// <summary>The body with its character references read.</summary>
    internal string Text => WebUtility.HtmlDecode(Body);

    internal static async Task<Reply> ReadAsync(HttpResponseMessage reply) => new(
        (int)reply.StatusCode,
        reply.Headers.Concat(reply.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value)),
        await reply.Content.ReadAsStringAsync());

    internal IEnumerable<string> Shown(bool isOfPodio) => Headers
        .Where(header => header.Key != "Set-Cookie" && !(isOfPodio && header.Key == "Location"))
        .Select(header => $"{header.Key}: {header.Value}")
        .Append(Body);
}
