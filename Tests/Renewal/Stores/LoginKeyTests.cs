namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>A key is written and read back, and no two keys are written alike.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)])]
public sealed class LoginKeyTests
{
    private static readonly PodioEndpoint[] Endpoints =
    [
        PodioEndpoint.Default, Endpoint("http://127.0.0.1:8080/podio/"), Endpoint("https://b\u00fccher.example/%7Ea/%2f/\u00fc"),
        Endpoint("https://[::1]/"), Endpoint("https://api.podio.com/", "https://elsewhere.example/agree"),
    ];

    [Property(MaxTest = 500)]
    public void A_written_key_is_read_back(byte endpoint, HostileText clientId, HostileText name)
    {
        if (!IsPart(clientId.Value) || !IsPart(name.Value))
        {
            Assert.ThrowsAny<ArgumentException>(() => LoginKey.OfLogin(PodioEndpoint.Default, clientId.Value, name.Value));
            return;
        }

        var key = LoginKey.OfLogin(Endpoints[endpoint % Endpoints.Length], clientId.Value, name.Value);
        var read = LoginKey.Parse(key.ToString());
        Assert.Equal(key, read);
        Assert.Equal(key.GetHashCode(), read.GetHashCode());
        Assert.Equal(
            (key.Endpoint.Api.AbsoluteUri, key.ClientId, key.Kind, key.Name),
            (read.Endpoint.Api.AbsoluteUri, read.ClientId, read.Kind, read.Name));
        Assert.Matches("^[!-~]+$", key.ToString());
    }

    [Property]
    public void Keys_of_different_parts_are_different(HostileText one, HostileText two)
    {
        if (IsPart(one.Value) && IsPart(two.Value))
        {
            var (key, turned) = (
                LoginKey.OfLogin(PodioEndpoint.Default, one.Value, two.Value),
                LoginKey.OfLogin(PodioEndpoint.Default, two.Value, one.Value));
            Assert.Equal(one.Value == two.Value, key == turned);
            Assert.Equal(one.Value == two.Value, key.ToString() == turned.ToString());
        }
    }

    [Theory]
    [InlineData("login/https%3A%2F%2Fapi.podio.com%2F/sample-client/login/jane%40example.com", "login", "jane@example.com")]
    [InlineData("login/https%3A%2F%2Fapi.podio.com%2F/sample-client/app/654321", "app", "654321")]
    public void A_key_in_text_form_is_parsed(string text, string kind, string name)
    {
        Assert.True(LoginKey.TryParse(text, out var key));
        Assert.Equal((PodioEndpoint.Default, "sample-client", kind, name), (key.Endpoint, key.ClientId, key.Kind, key.Name));
    }

    public static TheoryData<string?> NoKeys =>
    [
        null, "", "login", "cooldown/PODIO/sample-client", "client-secret/login/PODIO/sample-client/login/jane",
        "login/PODIO/sample-client/login/jane/", "login/PODIO/sample-client/login/", "login/PODIO//login/jane",
        "login/PODIO/sample-client//jane", "login/https%3a%2f%2fapi.podio.com%2f/sample-client/login/jane",
        "login/https%3A%2F%2Fapi.podio.com/sample-client/login/jane", "login/http%3A%2F%2Fapi.podio.com%2F/sample-client/login/jane",
        "login/PODIO/sample-client/login/jane@example.com", "login/PODIO/sample-client/login/%ZZ",
    ];

    [Theory, MemberData(nameof(NoKeys))]
    public void Other_text_is_not_a_key(string? text)
    {
        text = text?.Replace("PODIO", "https%3A%2F%2Fapi.podio.com%2F", StringComparison.Ordinal);
        Assert.False(LoginKey.TryParse(text, out var key));
        Assert.Null(key);
        if (text is not null)
        {
            Assert.Throws<FormatException>(() => LoginKey.Parse(text));
        }
    }

    [Property]
    public void A_parsed_key_is_written_unchanged(HostileText text)
    {
        if (LoginKey.TryParse($"login/https%3A%2F%2Fapi.podio.com%2F/a/login/{text.Value}", out var key))
        {
            Assert.EndsWith(text.Value, key.ToString(), StringComparison.Ordinal);
        }
    }

    private static bool IsPart(string text) => text.Length > 0 && Uri.UnescapeDataString(Uri.EscapeDataString(text)) == text;

    private static PodioEndpoint Endpoint(string api, string? authorize = null) =>
        PodioEndpoint.Create(api, authorize).Match(Right: found => found, Left: error => throw new ArgumentException(error.Describe()));
}
