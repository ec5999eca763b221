using Flurl.Http;
using LanguageExt;
using PodioOAuth.Functional;
using Quickstart;

// The Podio to use: the one at PODIO_URL, or a local one on a loopback port, with made-up accounts.
var attached = await PodioHost.AttachOrStartAsync();
if (attached.Case is not PodioHost host)
{
    Console.Error.WriteLine($"PODIO_URL is invalid. {attached.Match(Right: _ => "", Left: error => error.Describe())}");
    return 2;
}

await using var podio = host;
if (Account.FromEnvironment() is not { } account)
{
    Console.Error.WriteLine("PODIO_APP_ID isn't a number.");
    return 2;
}

// A transport is a function from a request to a reply. Two are shipped; a lambda would do as well.
using var httpClient = HttpClientTransport.CreateClient();
using var flurlClient = new FlurlClient(HttpClientTransport.CreateClient());
var transports = new Dictionary<string, Transport>
{
    ["HttpClient"] = HttpClientTransport.Create(httpClient, podio.Endpoint),
    ["Flurl"] = FlurlTransport.Create(flurlClient, podio.Endpoint),
};

// Four grants, over each transport, in each wire format: sixteen tokens.
var report = new Report();
foreach (var (name, transport) in transports)
{
    foreach (var format in Enum.GetValues<WireFormat>())
    {
        report.Section(name, format);
        Task<Either<OAuthError, Token>> Ask(Grant grant) => transport.RequestTokenAsync(new TokenRequest(account.Client, grant, format));

        var byPassword = await Ask(Grant.Password(account.Username, account.Password));
        report.Token("password", byPassword);
        report.Token("refresh_token", await byPassword.BindAsync(token => Ask(Grant.RefreshToken(token.RefreshToken))));
        report.Token("app", await Ask(Grant.App(account.AppId, account.AppToken)));
        report.Token("authorization_code", await Ask(Grant.AuthorizationCode(account.NextCode(), account.RedirectUri)));
    }
}

// Three errors. None of them is thrown: an error is a value that says what to do about it.
var invalid = new TokenRequest(new ClientCredentials("", "secret\r\n"), Grant.App(appId: 0, appToken: null));
report.Error<InvalidInputError>("several invalid fields", invalid, await transports["HttpClient"].RequestTokenAsync(invalid));

var wrong = new TokenRequest(account.Client, Grant.App(account.AppId, "not-the-app-token"));
report.Error<RejectedError>("a wrong app token", wrong, await transports["Flurl"].RequestTokenAsync(wrong));

var nowhere = PodioEndpoint.Create("http://127.0.0.1:1").IfLeft(PodioEndpoint.Default); // Nothing listens on port 1.
var lost = new TokenRequest(account.Client, Grant.App(account.AppId, account.AppToken));
report.Error<UnreachableError>("an unreachable host", lost, await HttpClientTransport.Create(httpClient, nowhere).RequestTokenAsync(lost));

return report.Show(podio);
