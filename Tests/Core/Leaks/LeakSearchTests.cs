using System.Text;
using System.Text.Encodings.Web;
using System.Web;

namespace PodioOAuth.Functional.Core.Tests.Leaks;

/// <summary>A search that finds nothing proves nothing until it was seen to find: a leak is seeded in every form and every channel.</summary>
public sealed class LeakSearchTests
{
    private const string Secret = "t0p&secret+ä/ 1234";

    private static readonly LeakSearch Search = new([new Secret("another-secret"), Secret]);

    public static TheoryData<string, string> Forms => new()
    {
        { "plain", Secret },
        { "upper case", Secret.ToUpperInvariant() },
        { "form", HttpUtility.UrlEncode(Secret) },
        { "URL", Uri.EscapeDataString(Secret) },
        { "JSON", JavaScriptEncoder.Default.Encode(Secret) },
        { "relaxed JSON", JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Secret) },
        { "base64", Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)) },
        { "base64, one further", Convert.ToBase64String(Encoding.UTF8.GetBytes("x" + Secret + "yz")) },
        { "base64, two further", Convert.ToBase64String(Encoding.UTF8.GetBytes("xx" + Secret + "y")) },
        { "base64 of a Basic header", Convert.ToBase64String(Encoding.UTF8.GetBytes("client:" + Secret)) },
        { "base64 of UTF-16", Convert.ToBase64String(Encoding.Unicode.GetBytes("k=" + Secret)) },
        { "hex", Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Secret)) },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_leak_is_found_in_text(string form, string leak) =>
        Assert.NotEmpty(Search.In(form, $"2026-11-24 INFO sent {leak} to Podio"));

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_leak_is_found_in_bytes(string form, string leak) =>
        Assert.NotEmpty(Search.In(form, [0xFF, 0xFE, .. Encoding.UTF8.GetBytes(leak), 0]));

    [Fact]
    public void A_leak_is_found_in_UTF_16()
    {
        Assert.NotEmpty(Search.In("bytes", [1, .. Encoding.Unicode.GetBytes(Secret)]));
        Assert.NotEmpty(Search.In("bytes", Encoding.BigEndianUnicode.GetBytes(Secret)));
    }

    [Fact]
    public void A_leak_is_found_in_an_exception_its_data_and_those_within()
    {
        Assert.NotEmpty(Search.In("exception", new InvalidOperationException("outer", new FormatException(Secret))));
        Assert.NotEmpty(Search.In("exception", new InvalidOperationException("outer") { Data = { ["body"] = Secret } }));
    }

    [Fact]
    public void A_finding_names_the_place_and_the_form_and_not_the_secret()
    {
        var leak = Assert.Single(Search.In("log", Secret));
        Assert.Equal(new Leak(Channel: "log", Form: "plain", Secret: 1), leak);
        Assert.Empty(Search.In("finding", leak.ToString()));
    }

    [Fact]
    public void What_is_clean_is_clean()
    {
        Assert.Empty(Search.In("log", "[redacted]"));
        Assert.Empty(Search.In("log", (string?)null));
        Assert.Empty(Search.In("bytes", "nothing here"u8));
        Assert.Throws<ArgumentException>(() => new LeakSearch(["short"]));
    }
}
