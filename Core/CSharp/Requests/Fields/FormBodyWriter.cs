namespace PodioOAuth.Functional;

/// <summary>The second pass over a valid request: writes it as a form into space of just the length that the meter counted.</summary>
internal ref struct FormBodyWriter(Span<byte> space) : IFieldSink
{
    private Span<byte> _space = space;
    private bool _isLater;

    public void Text(WireField field, string? value)
    {
        WriteName(field);
        _space = FormText.Write(value, _space);
    }

    public void Number(WireField field, long value)
    {
        WriteName(field);
        _space = _space[FormText.Write(value, _space)..];
    }

    private void WriteName(WireField field)
    {
        var name = field.FormPrefix.AsSpan(_isLater ? 0 : 1); // The first field has no & before it.
        _isLater = true;
        name.CopyTo(_space);
        _space = _space[name.Length..];
    }
}
