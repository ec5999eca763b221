using LanguageExt;
using PodioOAuth.Functional;

namespace Readme;

/// <summary>A transport is a function.</summary>
internal static class OwnTransport
{
    public static async Task RunAsync(PodioEndpoint endpoint)
    {
        using var http = HttpClientTransport.CreateClient();

        // <readme>
        Transport podio = async (request, cancellationToken) =>
        {
            try
            {
                using var body = new ByteArrayContent(request.ToBytes()) { Headers = { { "Content-Type", request.ContentType } } };
                using var reply = await http.PostAsync(endpoint.AddressOf(request), body, cancellationToken);
                return new HttpReply((int)reply.StatusCode, contentType: null, await reply.Content.ReadAsByteArrayAsync(cancellationToken));
            }
            catch (HttpRequestException)
            {
                return OAuthError.Unreachable(UnreachableReason.Other, mayHaveBeenProcessed: true);
            }
        };
        // </readme>

        var result = await podio.RequestTokenAsync(
            new TokenRequest(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken)));
        Console.WriteLine(result.Match(Right: token => $"{token.Reference}", Left: error => error.Describe()));
    }
}
