using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>Reads client credentials sent by HTTP Basic: both form-escaped, joined by a colon, in base64 (RFC 6749 §2.3.1).</summary>
internal static class BasicCredentials
{
    private const string Scheme = "Basic ";

    // Two fields of the maximum length with every byte escaped, and the colon.
    private static readonly int LongestPair = Base64.GetMaxEncodedToUtf8Length((2 * "%41".Length * BodyWriter.LongestField) + 1);

    internal static void Read(Secret? authorization, ReceivedFields fields)
    {
        if (authorization is null)
        {
            return;
        }

        var header = authorization.Reveal().AsSpan().Trim(' ');
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            fields.Refuse(FieldNames.Authorization, FieldProblem.Unsupported); // No token is sent to the token endpoint (PODIO 2.11).
            return;
        }

        var base64 = header[Scheme.Length..].Trim(' ');
        if (base64.Length > LongestPair)
        {
            fields.Refuse(FieldNames.Authorization, FieldProblem.TooLong);
        }
        else if (!TryReadPair(base64, fields))
        {
            fields.Refuse(FieldNames.Authorization, FieldProblem.Malformed);
        }
    }

    private static bool TryReadPair(ReadOnlySpan<char> base64, ReceivedFields fields)
    {
        if (base64.ContainsAny(" \t\r\n"))
        {
            return false; // The decoder would skip white space; token68 has none (RFC 9110 §11.2).
        }

        var utf8 = Encoding.UTF8.GetBytes(base64.ToString());
        var pair = new byte[Base64.GetMaxDecodedFromUtf8Length(utf8.Length)];
        if (Base64.DecodeFromUtf8(utf8, pair, out _, out var length) != OperationStatus.Done)
        {
            return false;
        }

        var decoded = pair.AsSpan(0, length);
        var colon = decoded.IndexOf((byte)':');
        if (colon < 0
            || FormUnescape.Read(decoded[..colon], decoded[..colon], out var clientId) is not null
            || FormUnescape.Read(decoded[(colon + 1)..], decoded[(colon + 1)..], out var clientSecret) is not null)
        {
            return false;
        }

        fields.TakeClient(Encoding.UTF8.GetString(clientId), Encoding.UTF8.GetString(clientSecret));
        return true;
    }
}
