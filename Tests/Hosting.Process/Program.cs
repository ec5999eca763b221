using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PodioOAuth.Functional;
using PodioOAuth.Functional.HostingProcess;
using PodioOAuth.Functional.RenewalProcess;

// REDIS PREFIX ADDRESS LOGIN LEASE KILL-AT WAIT-AT: one token out of one source over a store in a Redis, by one process. LOGIN is app,
// person or code, LEASE is in milliseconds. It says "ready", waits for a line (the code, for a sign-in), and names each step of its journal
// before it goes on. At step KILL-AT it kills itself, at step WAIT-AT it waits for another line; 0 is never. Its last line is "token" and
// the token's fingerprint, or "error" and the error's case.
var (redis, prefix, address, login) = (args[0], args[1], args[2], args[3]);
var (lease, killAt, waitAt) = (Number(args[4]), Number(args[5]), Number(args[6]));
var endpoint = PodioEndpoint.Create(address).Match(
    Right: found => found, Left: error => throw new ArgumentException(error.Describe(), nameof(args)));
using var client = HttpClientTransport.CreateClient();
var journal = new SpokenJournal(killAt, waitAt);
var exchange = journal.Around(HttpClientTransport.Create(client, endpoint).ToTokenExchange());
await using var shared = await SharedRedis.ConnectAsync(redis, prefix, TimeSpan.FromMilliseconds(lease));
var options = new TokenSourceOptions
{
    Store = new JournalStore(shared.Store, journal),
    TimeProvider = new JournalClock(journal),
    JitterShare = 0,
    LockTimeout = TimeSpan.FromMinutes(2), // Ten such processes may be in line, on a machine that is busy besides.
};
SpokenJournal.Say("ready");
var line = Console.ReadLine() ?? "";
var request = new TokenRequest(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken));
await using TokenSource source = login == "app"
    ? TokenSource.Unattended(exchange, request, options)
    : TokenSource.SignedIn(exchange, SamplePodio.Client, "jane", options: options);
var answer = source is SignedInTokenSource person && login == "code"
    ? await person.SignInAsync(new Secret(line), SamplePodio.RedirectUri)
    : await source.GetTokenAsync();
SpokenJournal.Say(answer.Match(
    Right: token => $"token {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token.AccessToken.Reveal())).AsSpan(0, 4))}",
    Left: error => $"error {error.GetType().Name}"));

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
