using System.Security.Cryptography;
using System.Text;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.RenewalProcess;

/// <summary>One token out of one source, by one process.</summary>
internal static class JournalSource
{
    /// <summary>Says "ready", waits for a line, and names each step of its journal before it goes on. Its last line is "token" and the
    /// token's fingerprint, or "error" and the error's case.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="store">Where the login is.</param>
    /// <param name="address">Where Podio is.</param>
    /// <param name="login"><c>app</c> or <c>person</c>.</param>
    internal static async Task RunAsync(SpokenJournal journal, ITokenStore store, string address, string login)
    {
        var endpoint = PodioEndpoint.Create(address).Match(
            Right: found => found, Left: error => throw new ArgumentException(error.Describe(), nameof(address)));
        using var client = HttpClientTransport.CreateClient();
        var exchange = journal.Around(HttpClientTransport.Create(client, endpoint).ToTokenExchange());
        var options = new TokenSourceOptions
        {
            Store = new JournalStore(store, journal),
            TimeProvider = new JournalClock(journal),
            JitterShare = 0,
            LockTimeout = TimeSpan.FromMinutes(5), // Others may be in line, on a machine that is busy besides.
        };
        var request = new TokenRequest(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken));
        await using TokenSource source = login == "app"
            ? TokenSource.Unattended(exchange, request, options)
            : TokenSource.SignedIn(exchange, SamplePodio.Client, "jane", options: options);
        SpokenJournal.Say("ready");
        Console.ReadLine();
        SpokenJournal.Say((await source.GetTokenAsync()).Match(
            Right: token =>
                $"token {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token.AccessToken.Reveal())).AsSpan(0, 4))}",
            Left: error => $"error {error.GetType().Name}"));
    }
}
