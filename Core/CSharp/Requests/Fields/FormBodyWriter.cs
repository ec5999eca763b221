namespace PodioOAuth.Functional;

/// <summary>The second pass over a valid request: writes it as a form into space of just the length that the meter counted.</summary>
internal ref struct FormBodyWriter(Span<byte> space) : IFieldSink
{
    private Span<byte> _space = space;

    internal static byte[] Write<TSource>(TSource fields, int length)
        where TSource : struct, IFieldSource
    {
        var body = new byte[length];
        var form = new FormBodyWriter(body);
        fields.Send(ref form);
        return body;
    }

    public void GrantType(GrantTypeField field) => Write(field.FormText);

    public void Text(WireField field, string? value)
    {
        Write(field.FormPrefix);
        _space = FormText.Write(value, _space);
    }

    public void Number(WireField field, long value)
    {
        Write(field.FormPrefix);
        _space = _space[FormText.Write(value, _space)..];
    }

    private void Write(byte[] text)
    {
        text.CopyTo(_space);
        _space = _space[text.Length..];
    }
}
