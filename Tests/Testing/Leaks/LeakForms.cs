using System.Text;
using System.Text.Encodings.Web;

namespace PodioOAuth.Functional;

/// <summary>The ways in which a secret can stand in a text or in bytes without being there to the letter.</summary>
internal static class LeakForms
{
    /// <summary>Each form with its name. A form that is the same as one before it is left out.</summary>
    internal static IEnumerable<(string Form, string Text)> OfText(string secret) => Distinct(
    [
        ("plain", secret),
        ("form-escaped", FormEscape(secret)),
        ("URL-escaped", Uri.EscapeDataString(secret)),
        ("JSON-escaped", JavaScriptEncoder.Default.Encode(secret)),
        ("JSON-escaped, relaxed", JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret)),
        .. Base64(Encoding.UTF8.GetBytes(secret)).Select(text => ("base64", text)),
        .. Base64(Encoding.Unicode.GetBytes(secret)).Select(text => ("base64 of UTF-16", text)),
        ("hex", Convert.ToHexString(Encoding.UTF8.GetBytes(secret))),
    ]);

    /// <summary>The same for bytes: every text form in UTF-8, and the secret in UTF-16 either way round.</summary>
    internal static IEnumerable<(string Form, byte[] Bytes)> OfBytes(string secret) =>
    [
        .. OfText(secret).Select(form => (form.Form, Encoding.UTF8.GetBytes(form.Text))),
        ("UTF-16, little end first", Encoding.Unicode.GetBytes(secret)),
        ("UTF-16, big end first", Encoding.BigEndianUnicode.GetBytes(secret)),
    ];

    private static string FormEscape(string secret) => Uri.EscapeDataString(secret).Replace("%20", "+", StringComparison.Ordinal);

    // Base64 of something longer that holds the secret: at each of three alignments, what is the same whatever stands around it.
    private static IEnumerable<string> Base64(byte[] secret)
    {
        for (var before = 0; before < 3; before++)
        {
            var whole = Convert.ToBase64String([.. new byte[before], .. secret]);
            var start = before == 0 ? 0 : before + 1;
            var end = (before + secret.Length) / 3 * 4;
            if (end > start)
            {
                yield return whole[start..end];
            }
        }
    }

    private static IEnumerable<(string Form, string Text)> Distinct(IEnumerable<(string Form, string Text)> forms) =>
        forms.DistinctBy(form => form.Text);
}
