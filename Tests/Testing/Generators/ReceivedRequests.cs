using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>Generates anything that a token endpoint could receive: valid requests, nearly valid ones, and noise.</summary>
internal static class ReceivedRequests
{
    internal static Gen<ReceivedRequest> All { get; } =
        from foreign in ForeignRequest.Arbitrary().Generator
        from method in Mostly("POST", "GET", "post", "", null)
        from path in Mostly(foreign.Sent.RevealPath(), "/oauth/token", "/oauth/token/v2", "/oauth/token/", "/OAUTH/TOKEN", "", null)
        from contentType in Mostly(foreign.Sent.RevealContentType(), "text/plain", "application/json", ";", "", null)
        from authorization in Authorization(foreign.Sent.Authorization)
        from body in Gen.Frequency(
            (2, Gen.Constant(foreign.Sent.AsMemory().ToArray())),
            (4, Mutations.Of(foreign.Sent.AsMemory().ToArray())),
            (2, Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf()),
            (1, Texts.Any.Select(Encoding.UTF8.GetBytes)))
        select new ReceivedRequest(method!, path!, contentType, authorization, body);

    /// <summary>Returns requests closer to an empty <c>POST</c> to the token endpoint.</summary>
    internal static IEnumerable<ReceivedRequest> Simpler(ReceivedRequest request) =>
    [
        .. request.Method == "POST" ? [] : new[] { request with { Method = "POST" } },
        .. request.RevealPath() == "/oauth/token" ? [] : new[] { request with { Path = "/oauth/token" } },
        .. Shrinks.OfOptional(request.RevealContentType(), text => text, text => text)
            .Select(text => request with { ContentType = text }),
        .. Shrinks.OfOptional(request.Authorization, secret => secret.Reveal(), text => new Secret(text))
            .Select(secret => request with { Authorization = secret }),
        .. Shrinks.Of(request.AsMemory()).Select(bytes => request with { Body = bytes }),
    ];

    private static Gen<Secret?> Authorization(Secret? right) => Gen.Frequency(
        (6, Gen.Constant(right)),
        (1, Gen.Elements<Secret?>(
            "Basic", "Basic ", "Basic %%%", "Basic YQ==", "Basic Og==", "Basic =", "Bearer x", "OAuth2 x", "", " ", "Basic YTpi")),
        (1, Texts.Any.Select(text => (Secret?)("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(text))))),
        (1, Texts.Any.Select(text => (Secret?)text)));

    private static Gen<string?> Mostly(string? right, params string?[] others) => Gen.Frequency(
        (8, Gen.Constant(right)),
        (1, Gen.Elements(others)),
        (1, Texts.Any.Select(text => (string?)text)));
}
