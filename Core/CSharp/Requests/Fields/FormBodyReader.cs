namespace PodioOAuth.Functional;

/// <summary>Reads application/x-www-form-urlencoded (RFC 6749 appendix B): pairs parted by <c>&amp;</c>, strict about escapes and UTF-8.</summary>
internal static class FormBodyReader
{
    internal static void Read(ReadOnlySpan<byte> body, ReceivedFields fields)
    {
        foreach (var range in body.Split((byte)'&'))
        {
            ReadPair(body[range], fields);
        }
    }

    private static void ReadPair(ReadOnlySpan<byte> pair, ReceivedFields fields)
    {
        if (pair.IsEmpty)
        {
            return;
        }

        var equals = pair.IndexOf((byte)'=');
        var nameProblem = FormUnescape.TryRead(equals < 0 ? pair : pair[..equals], out var name);
        var valueProblem = FormUnescape.TryRead(equals < 0 ? [] : pair[(equals + 1)..], out var value);
        if ((nameProblem ?? valueProblem) is { } problem)
        {
            fields.Refuse(fields.Blame(nameProblem is null ? name : null), problem);
            return;
        }

        fields.Take(name, value);
    }
}
