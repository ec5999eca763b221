using FsCheck.Xunit;

namespace PodioOAuth.Functional.Core.Tests.Properties;

/// <summary>A reader that knows nothing of this library sees the same fields, each once, in the documented order.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 500)]
public sealed class WireProperties
{
    [Property]
    public bool The_framework_reads_the_fields_that_were_written(Specimen specimen) => TokenRequest.Encode(specimen.Request).Match(
        Right: form => IndependentReader.Read(form).SequenceEqual(Expected(specimen.Request)),
        Left: _ => false);

    [Property]
    public bool A_form_is_ASCII_without_anything_that_ends_a_line_or_a_string(Specimen specimen) =>
        TokenRequest.Encode(specimen.Request with { Format = WireFormat.Form }).Match(
            Right: form => form.ToBytes().All(b => char.IsAsciiLetterOrDigit((char)b) || "*-._+%&=".Contains((char)b, StringComparison.Ordinal)),
            Left: _ => false);

    [Property]
    public bool Path_and_content_type_follow_the_format(Specimen specimen) => TokenRequest.Encode(specimen.Request).Match(
        Right: form => (form.Path, form.ContentType) == (specimen.Request.Format == WireFormat.Form
            ? ("/oauth/token", "application/x-www-form-urlencoded")
            : ("/oauth/token/v2", "application/json")),
        Left: _ => false);

    private static IEnumerable<(string, string)> Expected(TokenRequest request) =>
        [("grant_type", RequestParts.GrantTypeOf(request)), .. RequestParts.Of(request).Select(part => (part.Field, part.Value!))];
}
