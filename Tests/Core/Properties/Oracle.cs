namespace PodioOAuth.Functional.Core.Tests.Properties;

/// <summary>RFC 6749 appendix A, written a second time by the tests, so that validation has somebody to disagree with.</summary>
internal static class Oracle
{
    internal static bool IsValid(TokenRequest request) => BadFields(request).Count == 0;

    /// <summary>The fields that are not valid, in wire order.</summary>
    internal static IReadOnlyList<string> BadFields(TokenRequest request) =>
    [
        .. request.Format is WireFormat.Form or WireFormat.Json ? Array.Empty<string>() : ["format"],
        .. request.Grant is null ? ["grant_type"] : Array.Empty<string>(),
        .. WireFields.Of(request).Where(field => !IsValid(field.Name, field.Value)).Select(field => field.Name),
    ];

    private static bool IsValid(string field, string? value) => field switch
    {
        "app_id" => value![0] is >= '1' and <= '9', // It is a number, and not negative nor zero.
        "username" or "password" => IsText(value, IsUnicodeCharNoCrLf),
        "redirect_uri" => IsText(value, IsVsChar) && IsRedirectUri(value!),
        _ => IsText(value, IsVsChar),
    };

    private static bool IsText(string? value, Func<int, bool> allowed)
    {
        if (string.IsNullOrEmpty(value))
        {
            return false;
        }

        for (var i = 0; i < value.Length; i++)
        {
            var pair = i + 1 < value.Length && char.IsHighSurrogate(value[i]) && char.IsLowSurrogate(value[i + 1]);
            if (!allowed(pair ? char.ConvertToUtf32(value[i], value[++i]) : value[i]))
            {
                return false;
            }
        }

        return Encoding.UTF8.GetByteCount(value) <= 16_384;
    }

    // VSCHAR = %x20-7E
    private static bool IsVsChar(int c) => c is >= 0x20 and <= 0x7E;

    // UNICODECHARNOCRLF = %x09 / %x20-7E / %x80-D7FF / %xE000-FFFD / %x10000-10FFFF
    private static bool IsUnicodeCharNoCrLf(int c) =>
        c is 0x09 or (>= 0x20 and <= 0x7E) or (>= 0x80 and <= 0xD7FF) or (>= 0xE000 and <= 0xFFFD) or (>= 0x10000 and <= 0x10FFFF);

    // RFC 3986: URI = scheme ":" …, of these characters only; no fragment (RFC 6749 §3.1.2).
    private static bool IsRedirectUri(string uri) =>
        System.Text.RegularExpressions.Regex.IsMatch(
            uri, @"\A[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*\z");
}
