using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>The program in the fresh process: one token, then its text and the bytes allocated until then on two lines.</summary>
/// <remarks>Each way is a method of its own, so that neither loads what only the other needs.</remarks>
internal static class FirstTokenProgram
{
    /// <summary>The hidden argument that makes this program this one. Its way and the address follow.</summary>
    internal const string Argument = "first-token";
    internal const string Ours = "ours";
    internal const string Peer = "peer";

    internal static Task RunAsync(string way, string podio) => RunAsync(way == Ours ? ByTransport : ByFormAndRecord, podio);

    internal static async Task RunAsync(Func<HttpClient, string, Task<string>> way, string podio)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        var token = await way(client, podio).ConfigureAwait(false);
        var bytes = GC.GetTotalAllocatedBytes();
        using var output = Console.OpenStandardOutput();
        output.Write(Encoding.ASCII.GetBytes(token + "\n"));
        output.Write(Encoding.ASCII.GetBytes(bytes.ToString(CultureInfo.InvariantCulture) + "\n"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static async Task<string> ByTransport(HttpClient client, string podio)
    {
        var transport = PodioEndpoint.Create(podio).Match(
            Right: endpoint => HttpClientTransport.Create(client, endpoint),
            Left: error => throw new ArgumentException(error.Describe(), nameof(podio)));
        var token = await transport.RequestTokenAsync(SampleRequest.Request).ConfigureAwait(false);
        return token.Match(
            Right: it => it.AccessToken.Reveal(),
            Left: error => throw new InvalidOperationException(error.Describe()));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static async Task<string> ByFormAndRecord(HttpClient client, string podio)
    {
        using var content = new FormUrlEncodedContent(SampleForm.Pairs);
        using var response = await client.PostAsync(new Uri(new Uri(podio), "oauth/token"), content).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var token = await response.Content.ReadFromJsonAsync(TokenRecordContext.Default.TokenRecord).ConfigureAwait(false);
        return token!.AccessToken;
    }
}
