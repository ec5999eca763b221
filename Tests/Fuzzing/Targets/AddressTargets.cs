using System.Net;
using PodioOAuth.Functional.Stores;
using PodioOAuth.Functional.Support;

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>Inputs that are addresses or parts of one: callbacks, scopes, endpoints, the keys of logins.</summary>
internal static class AddressTargets
{
    private const string RedirectUri = "https://app.example.com/cb?a=1";

    private static readonly FormRequest Form =
        TokenRequest.Encode(new TokenRequest(new ClientCredentials("c", "s"), Grant.RefreshToken("r"))).Right();

    /// <summary>What a person pastes, and the same as only a query and as only a fragment.</summary>
    internal static Action Callback(ReadOnlySpan<byte> input)
    {
        var text = Text.Of(input);
        var callbacks = new[]
        {
            AuthorizationCallback.ParseAddress(Law.State, text),
            AuthorizationCallback.Parse(Law.State, text, fragment: null),
            AuthorizationCallback.Parse(Law.State, query: null, text),
        };
        return () =>
        {
            Array.ForEach(callbacks, Check);
            Law.Holds(
                AuthorizationCallback.ParseAddress("another", text) is ForgedCallback or MalformedCallback,
                "nothing is believed without the state");
        };
    }

    internal static Action Scope(ReadOnlySpan<byte> input)
    {
        var outcome = PodioScope.Parse(Text.Of(input));
        return () => outcome.Match(
            Right: scope =>
            {
                Law.Holds(PodioScope.Parse(scope.ToString()).Right() == scope, "its text reads back");
                Law.Holds(scope.Covers(scope) && PodioScope.Of(scope.Items) == scope, "covers itself");
            },
            Left: Law.IsRefusal);
    }

    /// <summary>A line with the base address, and optionally one with the authorize page.</summary>
    internal static Action Endpoint(ReadOnlySpan<byte> input)
    {
        var lines = Text.Of(input).Split('\n', 2);
        var outcome = PodioEndpoint.Create(lines[0], lines.ElementAtOrDefault(1));
        return () => outcome.Match(Right: Check, Left: Law.IsRefusal);
    }

    internal static Action Key(ReadOnlySpan<byte> input)
    {
        var text = Text.Of(input);
        var isKey = LoginKey.TryParse(text, out var key);
        return () => Law.Holds(!isKey || (key!.ToString() == text && LoginKey.Parse(text) == key), "a key has one text");
    }

    private static void Check(AuthorizationCallback callback)
    {
        Law.Prints(callback.ToString());
        Law.Prints(callback.Describe());
        if (callback is GrantedTokenCallback { Token: var token })
        {
            Law.IsWhole(token);
        }

        if (callback is not (ForgedCallback or MalformedCallback))
        {
            callback.ToRedirect(RedirectUri, Law.State).Match(
                Right: address => Law.Holds(AuthorizationCallback.ParseAddress(Law.State, address) == callback, "its redirect reads back"),
                Left: Law.IsRefusal); // Texts that a server must not send.
        }
    }

    private static void Check(PodioEndpoint endpoint)
    {
        Law.Holds(IsSafe(endpoint.Api) && IsSafe(endpoint.Authorize), "is safe to send credentials to");
        Law.Holds(endpoint.Api.AbsolutePath.EndsWith('/'), "its base ends in a slash");
        Law.Holds(
            PodioEndpoint.Create(endpoint.Api.AbsoluteUri, endpoint.Authorize.AbsoluteUri).Right() == endpoint,
            "its canonical form is accepted");
        var address = endpoint.AddressOf(Form);
        Law.Holds(
            address.IdnHost == endpoint.Api.IdnHost && address.AbsoluteUri == endpoint.Api.AbsoluteUri + "oauth/token",
            "sends below its base");
        var key = LoginKey.OfLogin(endpoint, "c", "n");
        Law.Holds(LoginKey.TryParse(key.ToString(), out var parsed) && parsed == key, "its key reads back");
    }

    private static bool IsSafe(Uri uri) =>
        (uri.Scheme == "https" || (uri.Scheme == "http"
            && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)))))
        && uri is { UserInfo: "", Query: "", Fragment: "", IdnHost.Length: > 0 };
}

internal static class AddressSeeds
{
    private static readonly string State = Uri.EscapeDataString(Law.State);

    internal static IEnumerable<byte[]> Callbacks() => Text.Seeds(
        $"https://app.example.com/cb?a=1&code=a1b2c3&state={State}",
        $"https://app.example.com/cb#access_token=t&token_type=bearer&expires_in=28800&refresh_token=r&scope=app_1%3Aall&state={State}",
        $"?error_reason=user_denied&error=access_denied&error_description=The+user+denied+your+request.&state={State}",
        $"error=invalid_scope&error_description=%C3%A9\uE000\uE001&state={State}",
        $"#?code=a&state={State}", "?code=a&state=wrong", "  https://app.example.com/cb?code=%ZZ  ", "",
        $"?state={State}&error={new string('e', 60_000)}", $"?{string.Concat(Enumerable.Repeat("state=&", 9_000))}");

    internal static IEnumerable<byte[]> Scopes() => Text.Seeds(
        "global:all", "user:read space_42:all org:write app_9223372036854775807:delete", "app_1:read app_1:read app:read", "", " ",
        "global_1:read", new string(' ', 16_384), string.Join(' ', Enumerable.Range(1, 1_300).Select(id => $"app_{id}:all")));

    internal static IEnumerable<byte[]> Endpoints() => Text.Seeds(
        "https://api.podio.com", "https://api.podio.com/base/\nhttps://podio.com/oauth/authorize", "http://localhost:8080/a%20b",
        "http://[::1]:5000/", "http://127.1/", "https://müller.example/ä", "https://api.xn--mller-kva.example", "https://user@host/",
        "https://h/?q", "ftp://h", "https:///h", "",
        $"https://{new string('a', 60)}.example/{new string('p', 60_000)}");

    internal static IEnumerable<byte[]> Keys() => Text.Seeds(
        [
            LoginKey.OfLogin(PodioEndpoint.Default, "my-client", "jane é/1").ToString(),
            LoginKey.OfRequest(PodioEndpoint.Default, new(new ClientCredentials("c", "s"), Grant.App(1, "t"))).ToString(),
            "login////", "login/https%3A%2F%2Fh%2F/c/app/1", "",
        ]);
}
