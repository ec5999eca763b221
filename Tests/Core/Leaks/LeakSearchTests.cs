using System.Security;
using System.Text.Encodings.Web;
using System.Xml;
using System.Xml.Linq;

namespace PodioOAuth.Functional.Core.Tests.Leaks;

/// <summary>A search that finds nothing proves nothing until it was seen to find: a leak is seeded in every form and every
/// channel.</summary>
public sealed class LeakSearchTests
{
    private const string Text = "t0p&secret+ä/ \"1234\\=é😀";

    private static readonly LeakSearch Search = LeakSearch.For("another", "another-secret").And(LeakSearch.For("sought", Text));

    private static readonly Dictionary<string, (string Leak, LeakForms Forms)> Seeds = new()
    {
        ["plain"] = (Text, LeakForms.Plain),
        ["upper case"] = (Text.ToUpperInvariant(), LeakForms.Plain),
        ["form, blank as +"] = (HttpUtility.UrlEncode(Text), LeakForms.UrlEscaped),
        ["form, upper case hex"] = (HttpUtility.UrlEncode(Text).ToUpperInvariant(), LeakForms.UrlEscaped),
        ["URL, blank as %20"] = (Uri.EscapeDataString(Text), LeakForms.UrlEscaped),
        ["URL, lower case hex"] = (Uri.EscapeDataString(Text).ToLowerInvariant(), LeakForms.UrlEscaped),
        ["URL, one character alone"] = (Text.Replace("&", "%26", StringComparison.Ordinal), LeakForms.UrlEscaped),
        ["URL, all of it"] = (string.Concat(Encoding.UTF8.GetBytes(Text).Select(b => $"%{b:x2}")), LeakForms.UrlEscaped),
        ["JSON"] = (JavaScriptEncoder.Default.Encode(Text), LeakForms.JsonEscaped),
        ["JSON, lower case hex"] = (JavaScriptEncoder.Default.Encode(Text).ToLowerInvariant(), LeakForms.JsonEscaped),
        ["JSON, relaxed"] = (JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Text), LeakForms.JsonEscaped),
        ["JSON, slash escaped"] =
            (JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Text).Replace("/", "\\/", StringComparison.Ordinal), LeakForms.JsonEscaped),
        ["JSON in JSON"] = (JsonSerializer.Serialize(JsonSerializer.Serialize(Text)), LeakForms.JsonEscaped),
        ["a form in JSON"] = (JsonSerializer.Serialize($"\"a={HttpUtility.UrlEncode(Text)}"), LeakForms.UrlEscaped | LeakForms.JsonEscaped),
        ["HTML"] = (WebUtility.HtmlEncode(Text), LeakForms.HtmlEscaped),
        ["HTML, as ASP.NET Core writes it"] = (HtmlEncoder.Default.Encode(Text), LeakForms.HtmlEscaped),
        ["HTML, upper case"] = (HtmlEncoder.Default.Encode(Text).ToUpperInvariant(), LeakForms.HtmlEscaped),
        ["HTML attribute"] = (HttpUtility.HtmlAttributeEncode(Text), LeakForms.HtmlEscaped),
        ["HTML, one character alone"] = (Text.Replace("\"", "&quot;", StringComparison.Ordinal), LeakForms.HtmlEscaped),
        ["HTML, all of it, decimal"] = (string.Concat(Text.EnumerateRunes().Select(rune => $"&#{rune.Value};")), LeakForms.HtmlEscaped),
        ["HTML, all of it, hex"] = (string.Concat(Text.EnumerateRunes().Select(rune => $"&#x{rune.Value:x4};")), LeakForms.HtmlEscaped),
        ["HTML, halves of pairs"] = (string.Concat(Text.Select(unit => $"&#{(int)unit};")), LeakForms.HtmlEscaped),
        ["HTML, without semicolons"] = (string.Concat(Text.Select(unit => $"&#x{(int)unit:X}")), LeakForms.HtmlEscaped),
        ["XML element"] = (new XElement("a", Text).ToString(), LeakForms.HtmlEscaped),
        ["XML attribute"] = (new XElement("a", new XAttribute("b", Text)).ToString(), LeakForms.HtmlEscaped),
        ["XML, ASCII alone"] = (AsciiXml(Text), LeakForms.HtmlEscaped),
        ["XML, as the framework escapes it"] = (SecurityElement.Escape(Text), LeakForms.HtmlEscaped),
        ["XML in XML"] = (new XElement("a", new XElement("b", Text).ToString()).ToString(), LeakForms.HtmlEscaped),
        ["JSON in HTML"] = (
            HtmlEncoder.Default.Encode(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Text)),
            LeakForms.JsonEscaped | LeakForms.HtmlEscaped),
        ["a form in XML"] = (new XElement("a", $"<{HttpUtility.UrlEncode(Text)}").ToString(), LeakForms.UrlEscaped),
        ["base64"] = (Base64("", ""), LeakForms.Base64),
        ["base64, one further"] = (Base64("x", "yz"), LeakForms.Base64),
        ["base64, two further"] = (Base64("xx", "y"), LeakForms.Base64),
        ["base64 for URLs"] = (Base64("?>?>", "").Replace('+', '-').Replace('/', '_').TrimEnd('='), LeakForms.Base64),
        ["base64 behind other letters"] = ("auth" + Base64("", "") + "x", LeakForms.Base64),
        ["base64 in lines"] = (
            Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', 100) + Text), Base64FormattingOptions.InsertLineBreaks),
            LeakForms.Base64),
        ["base64 of a Basic header"] = (
            "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("id:" + HttpUtility.UrlEncode(Text))),
            LeakForms.Base64 | LeakForms.UrlEscaped),
        ["base64 of UTF-16"] = (Convert.ToBase64String(Encoding.Unicode.GetBytes("k=" + Text)), LeakForms.Base64 | LeakForms.Utf16),
        ["UTF-16 taken for text"] = (Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(Text)), LeakForms.Utf16),
        ["UTF-16, big end first, taken for text"] = (Encoding.Latin1.GetString(Encoding.BigEndianUnicode.GetBytes(Text)), LeakForms.Utf16),
        ["hex"] = (Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Text)), LeakForms.Hex),
        ["hex with dashes"] = (BitConverter.ToString(Encoding.UTF8.GetBytes(Text)), LeakForms.Hex),
    };

    public static TheoryData<string> Names => [.. Seeds.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_leak_is_found_in_a_text(string seed) => Assert.Equal(
        [new Leak("sought", Channel: "log", Seeds[seed].Forms)], Search.In("log", $"2026-11-24 INFO sent {Seeds[seed].Leak} to Podio"));

    [Theory, MemberData(nameof(Names))]
    public void A_leak_is_found_in_bytes(string seed) => Assert.Equal(
        [new Leak("sought", Channel: "body", Seeds[seed].Forms)],
        Search.In("body", [0xFF, .. Encoding.UTF8.GetBytes(Seeds[seed].Leak), 0xC3]));

    [Theory, InlineData(false), InlineData(true)]
    public void A_leak_is_found_in_UTF_16_wherever_it_starts(bool isBigEndian)
    {
        var bytes = Encoding.GetEncoding(isBigEndian ? "utf-16BE" : "utf-16").GetBytes(Text);
        Assert.Equal(LeakForms.Utf16, Assert.Single(Search.In("bytes", bytes)).Forms);
        Assert.Equal(LeakForms.Utf16, Assert.Single(Search.In("bytes", [(byte)'x', .. bytes, (byte)'y'])).Forms);
    }

    [Fact]
    public void A_leak_is_found_in_CDATA_that_it_ends()
    {
        var search = LeakSearch.For("sought", "t0p]]>secret");
        Assert.Equal(LeakForms.HtmlEscaped, Assert.Single(search.In("xml", CData("t0p]]>secret"))).Forms);
    }

    [Fact]
    public void A_leak_is_found_in_an_exception_its_data_and_those_within()
    {
        Assert.NotEmpty(Search.In("exception", new InvalidOperationException(Text)));
        Assert.NotEmpty(Search.In("exception", new InvalidOperationException("outer", new FormatException(Text))));
        Assert.NotEmpty(Search.In("exception", new AggregateException(new FormatException("first"), new FormatException(Text))));
        Assert.NotEmpty(Search.In("exception", new InvalidOperationException("outer") { Data = { ["body"] = Text } }));
        Assert.NotEmpty(
            Search.In("exception", new InvalidOperationException("outer", new FormatException("inner") { Data = { ["body"] = Text } })));
    }

    [Fact]
    public void Several_secrets_are_found_each_by_its_name()
    {
        var request = new TokenRequest(new ClientCredentials("id", "client-secret"), Grant.Password("jane", "hunter2-hunter2"));
        var form = TokenRequest.Encode(request).Right();
        Assert.Equal(["client_secret", "password"], LeakSearch.For(request).In("body", form.AsMemory().Span).Select(leak => leak.Secret));
        var token = new Token("access-token", "bearer", null, "refresh-token", TokenReference.None, null);
        Assert.Equal(
            ["access_token", "refresh_token"], LeakSearch.For(token).In("log", "access-token refresh-token").Select(leak => leak.Secret));
    }

    [Fact]
    public void A_finding_names_the_secret_and_does_not_contain_it()
    {
        var leak = Assert.Single(Search.In("log", Text));
        Assert.Equal("Leak { Secret = sought, Channel = log, Forms = Plain }", leak.ToString());
        Assert.Empty(Search.In("finding", leak.ToString()));
    }

    [Fact]
    public void Clean_text_has_no_leak()
    {
        Assert.Empty(Search.In("log", "[redacted] t0p secret another secret %%% \\u00 +++ =="));
        Assert.Empty(Search.In("log", "&& &amp; &#; &#x; &#1114112; &#9999999; &#0 &nonsense; ]]><![CDATA["));
        Assert.Empty(Search.In("log", (string?)null));
        Assert.Empty(Search.In("bytes", ""u8));
        Assert.Empty(Search.InAnythingShownBy(null));
    }

    [Fact]
    public void A_secret_that_chance_would_find_is_refused_without_being_revealed()
    {
        var refusal = Assert.Throws<ArgumentException>(() => LeakSearch.For("pin", "12345"));
        Assert.Contains("pin", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("12345", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LeakSearch.For(Sample.Request with { Grant = Grant.RefreshToken(null) }));
        Assert.Throws<ArgumentException>(() => LeakSearch.For(Sample.Request with { Client = null! }));
    }

    [Fact]
    public void A_request_without_a_grant_is_refused_rather_than_partly_searched()
    {
        Assert.Throws<ArgumentException>("request", () => LeakSearch.For(Sample.Request with { Grant = null! }));
        Assert.Throws<ArgumentNullException>("request", () => LeakSearch.For((TokenRequest)null!));
    }

    private static string AsciiXml(string text)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = Encoding.ASCII }))
        {
            writer.WriteElementString("a", text);
        }

        return Encoding.ASCII.GetString(bytes.ToArray());
    }

    private static string CData(string text)
    {
        var written = new StringBuilder();
        using (var writer = XmlWriter.Create(written))
        {
            writer.WriteStartElement("a");
            writer.WriteCData(text);
        }

        return written.ToString();
    }

    private static string Base64(string before, string after) => Convert.ToBase64String(Encoding.UTF8.GetBytes(before + Text + after));
}
