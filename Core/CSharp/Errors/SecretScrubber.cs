using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace PodioOAuth.Functional;

/// <summary>A request whose secrets a server may quote (PODIO 4.2).</summary>
internal interface IHasSecrets
{
    IEnumerable<Secret> Secrets { get; }
}

/// <summary>Removes the secrets of one request from what a server says: servers quote what they were sent (PODIO 4.2).</summary>
/// <remarks>Searches for each secret unchanged and trimmed, form-escaped, percent-escaped and JSON-escaped as the usual languages do, and
/// in base64, base64url and hexadecimal.</remarks>
internal sealed class SecretScrubber
{
    private readonly string[] _forms;

    private SecretScrubber(IEnumerable<string> forms) =>
        _forms = [.. forms.Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length)];

    internal static SecretScrubber Of(IHasSecrets request) => new(request.Secrets
        .Select(secret => secret.Reveal())
        .Where(text => text.Length > 0)
        .SelectMany(FormsOf));

    /// <summary>Whether a text is one of the secrets, in any of these forms.</summary>
    internal bool Holds(string text) => _forms.Contains(text, StringComparer.OrdinalIgnoreCase);

    internal string Scrub(string text) =>
        _forms.Aggregate(text, (rest, form) => rest.Replace(form, Secret.Redacted, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> FormsOf(string secret)
    {
        var utf8 = Encoding.UTF8.GetBytes(secret);
        var form = FormText.Escape(secret);
        var percent = Uri.EscapeDataString(secret);
        var json = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret);
        var asciiJson = EscapeNonAscii(json);
        return
        [
            secret,
            form,
            form.Replace("+", "%20", StringComparison.Ordinal),
            percent,
            percent.Replace("%20", "+", StringComparison.Ordinal), // Python, PHP
            LeaveMarks(percent), // JavaScript
            JavaScriptEncoder.Default.Encode(secret),
            json,
            asciiJson, // Python
            json.Replace("/", "\\/", StringComparison.Ordinal),
            asciiJson.Replace("/", "\\/", StringComparison.Ordinal), // PHP, and Podio's older replies (PODIO 4.2)
            secret.Trim().Length > 0 ? secret.Trim() : secret, // Servers trim what they quote.
            Convert.ToBase64String(utf8).TrimEnd('='),
            Base64Url.EncodeToString(utf8),
            Convert.ToHexString(utf8),
        ];
    }

    // encodeURIComponent doesn't escape these marks.
    private static string LeaveMarks(string percent) => "!'()*".Aggregate(
        percent, (text, mark) => text.Replace(Uri.HexEscape(mark), mark.ToString(), StringComparison.Ordinal));

    private static string EscapeNonAscii(string json) => string.Concat(json.Select(
        unit => char.IsAscii(unit) ? unit.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}")));
}
