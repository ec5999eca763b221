using System.Text.Json;

namespace PodioOAuth.Functional;

/// <summary>Writes a valid request as the members of a JSON object, for <c>/oauth/token/v2</c>. <c>app_id</c> is a number (PODIO 2.1).</summary>
internal readonly struct JsonBodyWriter(Utf8JsonWriter json) : IFieldSink
{
    public void GrantType(GrantTypeField field) => json.WriteString(FieldNames.GrantType, field.Value);

    public void Text(WireField field, string? value) => json.WriteString(field.Name, value);

    public void Number(WireField field, long value) => json.WriteNumber(field.Name, value);
}
