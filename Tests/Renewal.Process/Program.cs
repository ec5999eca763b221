using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PodioOAuth.Functional;
using PodioOAuth.Functional.RenewalProcess;

// FOLDER ADDRESS LOGIN KILL-AT: one token out of one source over a file store, by one process. LOGIN is app, person or code. It says
// "ready", waits for a line (the code, for a sign-in), and names each step of its journal before it goes on. At step KILL-AT it kills
// itself; 0 is never. Its last line is "token" and the token's fingerprint, or "error" and the error's case.
// FOLDER count ROUNDS: raises a number in a file under a lock of the file store.
if (args is [var counted, "count", var rounds])
{
    SpokenJournal.Say("ready");
    Console.ReadLine();
    await new LockedCounter(counted).RaiseAsync(int.Parse(rounds, CultureInfo.InvariantCulture));
    return;
}

var (folder, address, login, killAt) = (args[0], args[1], args[2], int.Parse(args[3], CultureInfo.InvariantCulture));
var endpoint = PodioEndpoint.Create(address).Match(
    Right: found => found, Left: error => throw new ArgumentException(error.Describe(), nameof(args)));
using var client = HttpClientTransport.CreateClient();
var journal = new SpokenJournal(killAt);
var exchange = journal.Around(HttpClientTransport.Create(client, endpoint).ToTokenExchange());
var options = new TokenSourceOptions { Store = new JournalStore(new FileTokenStore(folder), journal), JitterShare = 0 };
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
