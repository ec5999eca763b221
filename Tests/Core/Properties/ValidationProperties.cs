using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace PodioOAuth.Functional.Core.Tests.Properties;

/// <summary>Validation agrees with the oracle: right if and only if valid, and every field that is not is named, no other.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 500)]
public sealed class ValidationProperties
{
    [Property]
    public bool What_is_generated_as_valid_is_valid(Specimen specimen) => Oracle.IsValid(specimen.Request);

    [Property]
    public bool What_is_generated_as_invalid_is_invalid_in_just_those_fields(InvalidSpecimen specimen) =>
        Oracle.BadFields(specimen.Request).SequenceEqual(specimen.BadFields);

    [Property]
    public Property Every_invalid_field_is_named_and_no_other(InvalidSpecimen specimen) =>
        (FieldsNamed(specimen.Request).SequenceEqual(specimen.BadFields) && TokenRequest.Encode(specimen.Request).IsLeft)
            .Classify(specimen.BadFields.Count > 1, "two or more")
            .Collect(RequestParts.GrantTypeOf(specimen.Request));

    [Property]
    public bool Any_text_in_any_field_is_right_exactly_where_the_oracle_says_so(Specimen specimen, string text, PositiveInt which)
    {
        var fields = RequestParts.Of(specimen.Request).Select(part => part.Field).Where(field => field != FieldNames.AppId).ToArray();
        var request = RequestParts.With(specimen.Request, fields[which.Get % fields.Length], text);
        return FieldsNamed(request).SequenceEqual(Oracle.BadFields(request));
    }

    [Property]
    public Property Every_single_character_is_judged_as_the_oracle_judges_it() => Prop.ForAll(
        Gen.Choose(0, 0xFFFF).Select(c => $"x{(char)c}").ToArbitrary(),
        text =>
        {
            var request = new TokenRequest(new ClientCredentials(text, text), Grant.Password(text, text));
            return FieldsNamed(request).SequenceEqual(Oracle.BadFields(request));
        });

    [Property]
    public bool No_message_holds_the_value(InvalidSpecimen specimen) => TokenRequest.Validate(specimen.Request).Match(
        Right: _ => false,
        Left: error => ((InvalidInputError)error).Fields.All(field =>
            RequestParts.Of(specimen.Request).Where(part => part.Value is { Length: > 8 } && part.Field == field.Field)
                .All(part => !field.Message.Contains(part.Value!, StringComparison.Ordinal))));

    private static IEnumerable<string> FieldsNamed(TokenRequest request) => TokenRequest.Validate(request).Match(
        Right: _ => [], Left: error => ((InvalidInputError)error).Fields.Select(field => field.Field));
}
