namespace PodioOAuth.Functional;

/// <summary>The first pass over a request: collects every field error and counts the bytes that the form will take.</summary>
internal struct FieldMeter : IFieldSink
{
    /// <summary>The longest text field, in bytes of UTF-8.</summary>
    internal const int LongestField = 16 * 1024;

    internal List<FieldError>? Errors { get; private set; }

    /// <summary>The length of the form in bytes.</summary>
    internal int FormLength { get; private set; }

    public void GrantType(GrantTypeField field) => FormLength += field.FormText.Length;

    public void Text(WireField field, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            Add(FieldErrors.Absent(field.Name, isNull: value is null));
            return;
        }

        var escaped = TextMeasure.IsPlain(value) && field.Rule != TextRule.RedirectUri
            ? TextMeasure.Plain(value)
            : TextMeasure.Of(value, field.Rule);
        FormLength += field.FormPrefix.Length + escaped.FormLength;
        if (escaped.Problem is { } problem)
        {
            Add(FieldErrors.Bad(field.Name, problem, escaped.Index));
        }
    }

    public void Number(WireField field, long value)
    {
        FormLength += field.FormPrefix.Length + FormText.DigitsOf(value);
        if (value <= 0)
        {
            Add(FieldErrors.Bad(field.Name, FieldProblem.OutOfRange, index: 0));
        }
    }

    internal void Add(FieldError error) => (Errors ??= []).Add(error);
}
