namespace PodioOAuth.Functional;

/// <summary>
/// Something that takes the fields of a request in wire order: the meter that validates, or one of the two writers.
/// </summary>
internal interface IFieldSink
{
    void GrantType(GrantTypeField field);

    void Text(WireField field, string? value);

    void Number(WireField field, long value);
}
