using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using PodioOAuth.Functional.Serving;
using PodioOAuth.Functional.Support;

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>Orders to the control plane of a local Podio, and requests in between, one per line: method, path, and body, or, for a GET
/// outside the control plane, the <c>Authorization</c> header.</summary>
internal static class OrderTarget
{
    private const string Control = "/_control";
    private const int MostLines = 40;
    private const int LongestRequestLine = 8 * 1024; // Kestrel's default: it refuses a longer one.

    private static readonly DateTimeOffset Start = new(2026, 11, 29, 9, 15, 0, TimeSpan.Zero);
    private static readonly (PodioState State, string AccessToken) Issued = Issue();

    internal static Action Run(ReadOnlySpan<byte> input)
    {
        var podio = Serve(Issued.State);
        var plane = new ControlPlane(podio);
        List<Action> laws = [];
        foreach (var line in Text.Of(input).Split('\n').Take(MostLines))
        {
            var parts = line.Split(' ', 3);
            var (method, path, rest) = (parts[0], parts.ElementAtOrDefault(1) ?? "", parts.ElementAtOrDefault(2) ?? "");
            if (method.Length + path.Length > LongestRequestLine)
            {
                continue;
            }

            laws.Add(
                ControlPlane.Owns(PathOf(path)) ? Order(podio, plane, method, path, rest) : Request(podio, method, path, rest));
        }

        return () =>
        {
            laws.ForEach(law => law());
            var seen = JsonSerializer.Serialize(podio.Requests) + podio.State;
            Law.Holds(!seen.Contains(Issued.AccessToken, StringComparison.Ordinal), "shows no secret");
        };
    }

    internal static IEnumerable<byte[]> Seeds() => Text.Seeds(
        """
        GET /_control
        GET /_control/clock
        PUT /_control/clock {"move_seconds":28800.5}
        PUT /_control/clock {"now":"2026-12-01T00:00:00+01:00"}
        """,
        """
        POST /_control/clients {"client_id":"c","client_secret":"s","redirect_domain":"app.example.com"}
        POST /_control/users {"user_id":1,"username":"u","password":"p","one_time_code":"123456","recovery_codes":["r"]}
        POST /_control/codes {"client_id":"c","user_id":1,"redirect_uri":"https://app.example.com/","scope":"user:read"}
        POST /oauth/token grant_type=password&username=u&password=p&client_id=c&client_secret=s
        POST /mfa/verify {"nonce":"n","otp":"123456"}
        """,
        """
        POST /_control/apps {"app_id":7,"app_token":"t"}
        POST /oauth/token/v2 {"grant_type":"app","app_id":7,"app_token":"t","client_id":"sample-client","client_secret":"x"}
        """,
        """
        POST /_control/faults {"fault":"rate_limit","path":"/oauth/token","times":2,"seconds":1.5}
        POST /oauth/token x=y
        DELETE /_control/faults
        POST /_control/faults {"fault":"reject","error":"e","detail":"d","status":401}
        POST /_control/faults {"fault":"delay","seconds":1}
        POST /_control/faults {"fault":"cut","at":"inside_body","carried_out":true}
        POST /_control/faults {"fault":"unavailable","status":503}
        GET /oauth/scope OAuth2 x
        """,
        """
        PATCH /_control/settings {"access_token_seconds":1,"token_request_limit":{"calls":1,"window_seconds":60},"user_call_limit":null}
        PUT /_control/consent {"user_id":2043311}
        GET /oauth/authorize?client_id=sample-client&response_type=token&redirect_uri=https%3A%2F%2Fapp.example.com%2Fx&state=s
        PUT /_control/consent {"deny":true}
        """,
        $$"""
        GET /oauth/scope OAuth2 {{Issued.AccessToken}}
        POST /_control/revoke {"token":"{{Issued.AccessToken}}"}
        POST /_control/revoke {"all":true}
        POST /_control/revoke {"user_id":1}
        GET /_control/requests
        DELETE /_control/requests
        """);

    private static Action Order(InMemoryPodio podio, ControlPlane plane, string method, string path, string body)
    {
        var before = podio.State;
        var context = new DefaultHttpContext();
        (context.Request.Method, context.Request.Path) = (method, PathOf(path));
        (context.Request.ContentType, context.Request.Body) = ("application/json", new MemoryStream(Encoding.UTF8.GetBytes(body)));
        var reply = new MemoryStream();
        context.Response.Body = reply;
        plane.RunAsync(context).GetAwaiter().GetResult();
        var (status, after) = (context.Response.StatusCode, podio.State);
        return () =>
        {
            Law.Holds(status is 200 or 204 or 400 or 404 or 413, "is done or refused");
            Law.Holds(status < 400 || ReferenceEquals(before, after), "a refused order changes nothing");
            Law.Holds((status == 204) == (reply.Length == 0), "says something, unless it is 204");
            if (status != 204)
            {
                using var json = JsonDocument.Parse(reply.ToArray());
                Law.Holds(status == 200 || json.RootElement.GetProperty("error").GetString()!.Length > 0, "says why");
            }
        };
    }

    private static Action Request(InMemoryPodio podio, string method, string path, string rest)
    {
        var parts = path.Split('?', 2);
        var isJson = rest.StartsWith('{');
        var step = podio.Handle(new ReceivedRequest(
            method, parts[0], isJson ? "application/json" : "application/x-www-form-urlencoded",
            method == "GET" ? new Secret(rest) : null, Encoding.UTF8.GetBytes(method == "GET" ? "" : rest))
        {
            Query = parts.ElementAtOrDefault(1) ?? "",
        });
        return () =>
        {
            Law.Holds(step.Reply.Status is >= 200 and <= 599, "has a status that a server can send");
            Law.Prints(step.Reply.ToString());
        };
    }

    private static PathString PathOf(string path) => path.StartsWith('/') ? new PathString(path) : default;

    private static InMemoryPodio Serve(PodioState state) =>
        new(state, new FakeTimeProvider(Start), () => new Entropy(new byte[Entropy.Size])); // For reproducible tokens.

    private static (PodioState, string) Issue()
    {
        var podio = Serve(SamplePodio.State(Start));
        var request = new TokenRequest(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken));
        var token = podio.Transport.RequestTokenAsync(request).GetAwaiter().GetResult().Right();
        return (podio.State, token.AccessToken.Reveal());
    }
}
