using System.Net;
using System.Text;
using System.Text.Json;
using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>A Podio that grants, or rejects, every request: as transports and as a handler.</summary>
internal sealed class PlantedPodio(Planted planted, Recording recording) : HttpMessageHandler
{
    internal static Transport Rejecting { get; } = (form, _) => Answer(400, new Dictionary<string, object>
    {
        ["error"] = "invalid_grant",
        ["error_description"] = $"Rejected: {BodyOf(form)} {WebUtility.UrlDecode(BodyOf(form))}",
        ["error_detail"] = "oauth.canary",
    });

    internal static Transport Granting(Planted planted) => (_, _) => Answer(200, MembersOf(planted));

    internal static Token TokenOf(Planted planted) => TokenReply.Parse(ReplyOf(200, MembersOf(planted))).Match(
        Right: token => token, Left: error => throw new InvalidOperationException(error.Describe()));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        recording.Add("URL", request.RequestUri?.OriginalString ?? "");
        foreach (var header in request.Headers.NonValidated.Where(header => header.Key != "Authorization"))
        {
            recording.Add($"header {header.Key}", header.Value.ToString());
        }

        var isToken = request.Method == HttpMethod.Post
            && request.RequestUri?.AbsolutePath.Contains("/oauth/token", StringComparison.Ordinal) == true;
        if (request.Content is not null)
        {
            await request.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false); // As a server reads it.
        }

        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = new StringContent(isToken ? JsonSerializer.Serialize(MembersOf(planted)) : "{}", Encoding.UTF8, "application/json"),
        };
    }

    private static string BodyOf(FormRequest form) => Encoding.UTF8.GetString(form.AsMemory().Span);

    private static Dictionary<string, object> MembersOf(Planted planted) => new()
    {
        ["access_token"] = planted.Of(FieldNames.AccessToken).Reveal(),
        ["token_type"] = "bearer",
        ["expires_in"] = 28800,
        ["refresh_token"] = planted.Of(FieldNames.RefreshToken).Reveal(),
        ["ref"] = new Dictionary<string, object> { ["type"] = "user", ["id"] = 1 },
        ["scope"] = "global:all",
    };

    private static Task<Either<OAuthError, HttpReply>> Answer(int status, Dictionary<string, object> members) =>
        Task.FromResult<Either<OAuthError, HttpReply>>(ReplyOf(status, members));

    private static HttpReply ReplyOf(int status, Dictionary<string, object> members) =>
        new(status, "application/json; charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(members));
}
