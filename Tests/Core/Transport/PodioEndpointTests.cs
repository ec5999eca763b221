namespace PodioOAuth.Functional.Core.Tests.Transports;

/// <summary>Which addresses credentials may go to, and what they are joined to (PODIO 1.1, 1.7).</summary>
public sealed class PodioEndpointTests
{
    // 64 letters: Uri gives such a label back as it is, where it gives xn-- for a shorter one.
    private const string TooLongForAResolver = "https://api.\u00FCaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example";

    [Fact]
    public void The_default_is_the_public_api()
    {
        Assert.Equal("https://api.podio.com/", PodioEndpoint.Default.Api.AbsoluteUri);
        Assert.Equal("https://podio.com/oauth/authorize", PodioEndpoint.Default.Authorize.AbsoluteUri);
        Assert.Equal(PodioEndpoint.Default, PodioEndpoint.Create("https://api.podio.com").Right());
        Assert.Equal(PodioEndpoint.Default, PodioEndpoint.Create("https://API.podio.com:443/").Right());
        Assert.NotEqual(PodioEndpoint.Default, PodioEndpoint.Create("https://podio.example").Right());
    }

    [Theory]
    [InlineData("https://api.podio.com", "https://podio.com/oauth/authorize")]
    [InlineData("https://api.podio.example:8443/podio", "https://podio.example:8443/podio/oauth/authorize")]
    [InlineData("https://podio.example", "https://podio.example/oauth/authorize")]
    [InlineData("https://podio.example/@team", "https://podio.example/@team/oauth/authorize")] // No user information.
    [InlineData("https://myapi.podio.example", "https://myapi.podio.example/oauth/authorize")]
    [InlineData("http://localhost", "http://localhost/oauth/authorize")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/oauth/authorize")]
    [InlineData("http://[::1]:5000", "http://[::1]:5000/oauth/authorize")]
    [InlineData("https://api.", "https://api./oauth/authorize")] // Nothing would be left of it.
    [InlineData("https://api.127.1", "https://api.127.1/oauth/authorize")] // What would be left is an address of another machine.
    [InlineData("https://api.1", "https://api.1/oauth/authorize")]
    [InlineData("https://api.0x7f000001:8443/podio", "https://api.0x7f000001:8443/podio/oauth/authorize")]
    public void The_authorize_page_is_derived_from_the_api(string api, string authorize) =>
        Assert.Equal(authorize, PodioEndpoint.Create(api).Right().Authorize.AbsoluteUri);

    [Theory]
    [InlineData("https://api.müller.example", "https://xn--mller-kva.example/oauth/authorize")]
    [InlineData("https://API.MÜLLER.example/ü", "https://xn--mller-kva.example/%C3%BC/oauth/authorize")]
    [InlineData("https://api.xn--mller-kva.example", "https://xn--mller-kva.example/oauth/authorize")]
    public void A_host_in_other_scripts_is_the_name_that_is_resolved(string api, string authorize)
    {
        var endpoint = PodioEndpoint.Create(api).Right();
        Assert.Equal("api.xn--mller-kva.example", endpoint.Api.IdnHost);
        Assert.Equal(new Uri(authorize).IdnHost, endpoint.Authorize.IdnHost);
        Assert.EndsWith("/oauth/authorize", endpoint.Authorize.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public void A_character_is_named_by_its_position_alone() => Assert.Equal(
        ["api contains a character that isn't allowed in an address, at position 11."],
        PodioEndpoint.Create("https://api\u200B.podio.com").Left().As<InvalidInputError>().Fields.Select(field => field.Message));

    [Theory, InlineData("http://[::1%25evil]/", 11), InlineData("https://\u00B5.example", 8)]
    public void A_character_of_the_host_is_named_by_its_position(string api, int index) => Assert.Equal(
        [$"api contains a character that isn't allowed in an address, at position {index}."],
        PodioEndpoint.Create(api).Left().As<InvalidInputError>().Fields.Select(field => field.Message));

    [Theory]
    [InlineData("https://\u03A3.example")] // Capitals of Greek, German and Cherokee are their own.
    [InlineData("https://\u00D6sterreich.example"), InlineData("https://\uAB70.example"), InlineData("https://stra\u00DFe.example")]
    public void A_host_name_with_unusual_capitals_is_accepted(string api) => Assert.True(PodioEndpoint.Create(api).IsRight);

    [Theory, InlineData("https:/u:pw@api.podio.com"), InlineData("https:///api.podio.com"), InlineData("ftp://api.podio.com")]
    public void The_message_for_an_address_with_a_scheme_does_not_claim_that_it_has_none(string api) => Assert.Equal(
        "The request isn't valid. api isn't an absolute address, such as https://api.podio.com.",
        PodioEndpoint.Create(api).Left().Describe());

    [Fact]
    public void The_authorize_page_may_be_given() => Assert.Equal(
        "https://login.example/page",
        PodioEndpoint.Create("https://api.podio.com", "https://login.example/page").Right().Authorize.AbsoluteUri);

    [Theory]
    [InlineData("https://a.example", "https://a.example/oauth/token", "https://a.example/oauth/token/v2")]
    [InlineData("https://a.example/", "https://a.example/oauth/token", "https://a.example/oauth/token/v2")]
    [InlineData("https://a.example/podio", "https://a.example/podio/oauth/token", "https://a.example/podio/oauth/token/v2")]
    [InlineData("https://a.example/podio/", "https://a.example/podio/oauth/token", "https://a.example/podio/oauth/token/v2")]
    [InlineData("https://a.example/x%20y/z", "https://a.example/x%20y/z/oauth/token", "https://a.example/x%20y/z/oauth/token/v2")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/oauth/token", "http://127.0.0.1:8080/oauth/token/v2")]
    [InlineData("http://[::1]:5000/a", "http://[::1]:5000/a/oauth/token", "http://[::1]:5000/a/oauth/token/v2")]
    public void Each_format_goes_to_its_own_path_below_the_base(string api, string form, string json)
    {
        var endpoint = PodioEndpoint.Create(api).Right();
        Assert.Equal(form, endpoint.AddressOf(Encode(WireFormat.Form)).AbsoluteUri);
        Assert.Equal(json, endpoint.AddressOf(Encode(WireFormat.Json)).AbsoluteUri);
    }

    [Theory]
    [InlineData("http://localhost"), InlineData("http://LocalHost:80/"), InlineData("http://127.0.0.1:8080")]
    [InlineData("http://127.1.2.3"), InlineData("http://[::1]:5000")]
    public void Plain_http_may_go_to_loopback(string api) => Assert.Equal(new Uri(api), PodioEndpoint.Create(api).Right().Api);

    [Theory]
    [InlineData(0x034F), InlineData(0x115F), InlineData(0x1160), InlineData(0x17B4), InlineData(0x17B5), InlineData(0x2800)]
    [InlineData(0x3164), InlineData(0xFFA0), InlineData(0x16FE4), InlineData(0x1D159), InlineData(0x180B), InlineData(0x180F)]
    [InlineData(0xFE00), InlineData(0xFE0F), InlineData(0xE0100), InlineData(0xE01EF)]
    public void A_character_without_a_glyph_is_refused_in_a_path(int codePoint) => Assert.Equal(
        [$"api: {FieldProblem.InvalidCharacter}"],
        PodioEndpoint.Create($"https://api.podio.com/a{char.ConvertFromUtf32(codePoint)}b").Problems());

    [Fact]
    public void An_address_has_at_most_16384_characters()
    {
        var longest = "https://api.podio.com/".PadRight(16_384, 'a');
        Assert.True(PodioEndpoint.Create(longest).IsRight);
        Assert.Equal([$"api: {FieldProblem.TooLong}"], PodioEndpoint.Create(longest + "a").Problems());
    }

    [Fact]
    public void The_name_loopback_is_localhost_before_anything_resolves_it() => // Uri rewrites it.
        Assert.Equal("http://localhost/", PodioEndpoint.Create("http://loopback/").Right().Api.AbsoluteUri);

    [Theory]
    [InlineData(null, FieldProblem.Missing)]
    [InlineData("", FieldProblem.Empty)]
    [InlineData("podio", FieldProblem.NotAbsolute)]
    [InlineData("api.podio.com", FieldProblem.NotAbsolute)]
    [InlineData("/podio", FieldProblem.NotAbsolute)]
    [InlineData("//api.podio.com", FieldProblem.NotAbsolute)]
    [InlineData("ftp://api.podio.com", FieldProblem.NotAbsolute)]
    [InlineData("file:///etc", FieldProblem.NotAbsolute)]
    [InlineData("https://", FieldProblem.NotAbsolute)]
    [InlineData("http://api.podio.com", FieldProblem.Insecure)]
    [InlineData("http://localhost.example", FieldProblem.Insecure)]
    [InlineData("http://127.0.0.1.example", FieldProblem.Insecure)]
    [InlineData("http://0.0.0.0", FieldProblem.Insecure)]
    [InlineData("http://10.0.0.1", FieldProblem.Insecure)]
    [InlineData("http://[::2]", FieldProblem.Insecure)]
    [InlineData("https://user@api.podio.com", FieldProblem.Insecure)]
    [InlineData("https://user:pw@api.podio.com", FieldProblem.Insecure)]
    [InlineData("http://localhost@api.podio.com", FieldProblem.Insecure)]
    [InlineData("https://@api.podio.com", FieldProblem.Insecure)]
    [InlineData("https://api.podio.com/a%r\U0001F600b", FieldProblem.MalformedEscape)]
    [InlineData("https://api.podio.com/a%2", FieldProblem.MalformedEscape)]
    [InlineData("https://api.podio.com/%zz%41", FieldProblem.MalformedEscape)]
    [InlineData("https://a\u200db/", FieldProblem.InvalidCharacter)]
    [InlineData("https://\u00ad/", FieldProblem.InvalidCharacter)]
    [InlineData("https://\uFEFFapi.podio.com", FieldProblem.InvalidCharacter)]
    [InlineData("\uFEFFhttps://api.podio.com", FieldProblem.InvalidCharacter)]
    [InlineData("https://api\u200B.podio.com", FieldProblem.InvalidCharacter)]
    [InlineData("https://a\u2060pi.podio.com", FieldProblem.InvalidCharacter)]
    [InlineData("https://api.\u00ADpodio.com", FieldProblem.InvalidCharacter)]
    [InlineData("https://api\uFE0F.podio.com", FieldProblem.InvalidCharacter)]
    [InlineData("https://api.podio.com/podio\u200B", FieldProblem.InvalidCharacter)]
    [InlineData("https://api.podio.com/a\u00A0b", FieldProblem.InvalidCharacter)]
    [InlineData("https://api.podio.com/\uD83D", FieldProblem.InvalidCharacter)]
    [InlineData("https://\U0001D41A\U0001D429\U0001D422.podio.com", FieldProblem.InvalidCharacter)] // Bold letters.
    [InlineData("https://\uFF41\uFF50\uFF49.podio.com", FieldProblem.InvalidCharacter)] // Full width.
    [InlineData("http://\uFF4Cocalhost", FieldProblem.Insecure)]
    [InlineData("https://api\u3002podio.com", FieldProblem.InvalidCharacter)] // An ideographic full stop.
    [InlineData("https://evil.example\uFF0F.api.podio.com", FieldProblem.Insecure)]
    [InlineData("https://mu\u0308ller.example", FieldProblem.InvalidCharacter)] // Its resolver's name is composed.
    [InlineData("https://\u03D0.example", FieldProblem.InvalidCharacter)] // A beta symbol, in upper case like the letter.
    [InlineData("https://\u00B5.example", FieldProblem.InvalidCharacter)] // A micro sign.
    [InlineData("https://\u1E9B.example", FieldProblem.InvalidCharacter)] // A long s with a dot.
    [InlineData("https://api\u0345.example", FieldProblem.InvalidCharacter)] // A mark that becomes a letter.
    [InlineData("https://\u212Aelvin.example", FieldProblem.InvalidCharacter)] // In lower case like the letter.
    [InlineData("https://api\U0001D159.example", FieldProblem.InvalidCharacter)] // A note without a head.
    [InlineData("https://api\U00016FE4.example", FieldProblem.InvalidCharacter)]
    [InlineData("http://[::1%evil]/", FieldProblem.InvalidCharacter)] // A zone is not part of what is judged.
    [InlineData("https://[fe80::1%2]", FieldProblem.InvalidCharacter)]
    [InlineData(TooLongForAResolver, FieldProblem.InvalidCharacter)]
    [InlineData("https:\\\\u:pw@api.podio.com", FieldProblem.InvalidCharacter)]
    [InlineData("https:\\/u:pw@api.podio.com", FieldProblem.InvalidCharacter)]
    [InlineData("https:/\\u:pw@api.podio.com", FieldProblem.InvalidCharacter)]
    [InlineData("https://u:pw\\@api.podio.com", FieldProblem.InvalidCharacter)]
    [InlineData("https://api.podio.com/a\\b", FieldProblem.InvalidCharacter)]
    [InlineData("https:////u:pw@api.podio.com", FieldProblem.NotAbsolute)]
    [InlineData("https:///u:pw@api.podio.com", FieldProblem.NotAbsolute)]
    [InlineData("https:/u:pw@api.podio.com", FieldProblem.NotAbsolute)]
    [InlineData("https:u:pw@api.podio.com", FieldProblem.NotAbsolute)]
    [InlineData("https://./", FieldProblem.NotAbsolute)]
    [InlineData("https://.podio.com/", FieldProblem.NotAbsolute)]
    [InlineData("https://api.podio.com?x=1", FieldProblem.Insecure)]
    [InlineData("https://api.podio.com/?", FieldProblem.Insecure)]
    [InlineData("https://api.podio.com/#f", FieldProblem.Insecure)]
    [InlineData("https://api.podio.com/#", FieldProblem.Insecure)]
    public void Any_other_address_is_named(string? address, FieldProblem problem)
    {
        Assert.Equal([$"api: {problem}"], PodioEndpoint.Create(address).Problems());
        if (address is not null)
        {
            Assert.Equal([$"authorize: {problem}"], PodioEndpoint.Create("https://api.podio.com", address).Problems());
        }
    }

    [Fact]
    public void Both_addresses_are_validated_together() =>
        Assert.Equal(["api: Missing", "authorize: Empty"], PodioEndpoint.Create(null, "").Problems());

    [Fact]
    public void No_message_contains_the_address() => Assert.DoesNotContain(
        "hunter2", PodioEndpoint.Create("https://user:hunter2@api.podio.com").Left().Describe(), StringComparison.Ordinal);

    [Fact]
    public void AddressOf_throws_for_null() => Assert.Throws<ArgumentNullException>(() => PodioEndpoint.Default.AddressOf(null!));

    private static FormRequest Encode(WireFormat format) =>
        TokenRequest.Encode(new TokenRequest(new ClientCredentials("c", "s"), Grant.RefreshToken("r"), format)).Right();
}
