using Flurl.Http;
using LanguageExt;
using PodioOAuth.Functional;

var endpoint = PodioEndpoint.Create(args[0]).Match(Right: made => made, Left: error => throw new ArgumentException(error.Describe()));
var request = new TokenRequest(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken));

using var http = HttpClientTransport.CreateClient();
using var flurl = new FlurlClient(HttpClientTransport.CreateClient());
var answers = (await AskAsync(HttpClientTransport.Create(http, endpoint)), await AskAsync(FlurlTransport.Create(flurl, endpoint)));
Console.WriteLine($"HttpClient: {answers.Item1}, Flurl: {answers.Item2}");

async Task<string> AskAsync(Transport podio) => (await podio.RequestTokenAsync(request)).Match(
    Right: token => $"{token.Reference}",
    Left: error => error.Describe());
