using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>The building blocks of laws.</summary>
internal static class Law
{
    internal const int Bound = 64 * 1024;

    /// <summary>The timeout for laws that aren't about time.</summary>
    internal static readonly TimeSpan Ample = TimeSpan.FromSeconds(20);

    /// <summary>A setup in which only the law's own subject can fail.</summary>
    internal static TransportSetup At(PodioEndpoint endpoint) => new(endpoint, Bound, Ample);

    /// <summary>A valid request; the label is its user name, by which a server identifies it.</summary>
    internal static FormRequest Request(string label = "jane", WireFormat format = WireFormat.Form) =>
        TokenRequest.Encode(new TokenRequest(new ClientCredentials("law", "not-a-secret"), Grant.Password(label, "not-a-password"), format))
            .Match(Right: form => form, Left: error => throw new ArgumentException(error.Describe()));

    /// <summary>Returns the first explanation of several cases, which run concurrently, prefixed with the case's name.</summary>
    internal static async Task<string?> AllAsync(params IEnumerable<(string Name, Func<Task<string?>> Check)> cases)
    {
        var running = cases.Select(async one => (one.Name, Explanation: await one.Check().ConfigureAwait(false))).ToList();
        var failed = (await Task.WhenAll(running).ConfigureAwait(false)).FirstOrDefault(one => one.Explanation is not null);
        return failed.Explanation is null ? null : $"{failed.Name}: {failed.Explanation}";
    }

    /// <summary>Sends one request to a server that gives one answer, and judges the outcome.</summary>
    internal static async Task<string?> AgainstAsync(
        TransportFactory create, WireAnswer answer, Func<Attempt, WireServer, string?> judge, TimeSpan? timeout = null)
    {
        await using var server = WireServer.Start(answer);
        var transport = create(At(server.Endpoint) with { Timeout = timeout ?? Ample });
        var attempt = await Attempt.MakeAsync(transport, Request()).ConfigureAwait(false);
        return judge(attempt, server);
    }
}
