namespace PodioOAuth.Functional.Core.Tests.Properties;

/// <summary>Validation agrees with the oracle: Right if and only if valid, and every field that is not is named, no other.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 500)]
public sealed class ValidationProperties
{
    [Property]
    public bool Requests_generated_as_valid_are_valid(Specimen specimen) => Oracle.IsValid(specimen.Request);

    [Property]
    public bool Requests_generated_as_invalid_are_invalid_in_exactly_those_fields(InvalidSpecimen specimen) =>
        Oracle.BadFields(specimen.Request).SequenceEqual(specimen.Flaws.Select(flaw => flaw.Field));

    [Property]
    public Property Every_flaw_is_named_for_what_it_is_and_nothing_else_is(InvalidSpecimen specimen) =>
        TokenRequest.Encode(specimen.Request).Refusals().SequenceEqual(specimen.Flaws.Select(flaw => (flaw.Field, flaw.Problem)))
            .Classify(specimen.Flaws.Count > 1, "two flaws or more")
            .Collect(specimen.Flaws[0].Problem);

    [Property]
    public Property Validation_agrees_with_the_oracle(WildSpecimen specimen)
    {
        var named = TokenRequest.Validate(specimen.Request).Refusals().Select(refusal => refusal.Field);
        var isValid = Oracle.IsValid(specimen.Request);
        return (named.SequenceEqual(Oracle.BadFields(specimen.Request))
                && TokenRequest.Validate(specimen.Request).IsRight == isValid
                && TokenRequest.Encode(specimen.Request).IsRight == isValid)
            .Classify(isValid, "valid");
    }

    [Property(MaxTest = 1000)]
    public Property Every_single_character_is_judged_as_the_oracle_judges_it() => Prop.ForAll(
        Gen.Frequency((1, Gen.Choose(0, 0x17F)), (1, Gen.Choose(0x180, 0xFFFF)))
            .Select(unit => new HostileText($"x{(char)unit}"))
            .ToArbitrary(),
        text =>
        {
            var request = new TokenRequest(new ClientCredentials(text.Value, text.Value), Grant.Password(text.Value, text.Value));
            var uri = new TokenRequest(new ClientCredentials("a", "a"), Grant.AuthorizationCode(text.Value, "a:" + text.Value));
            return IsJudgedAlike(request) && IsJudgedAlike(uri);
        });

    [Property]
    public bool No_message_contains_the_value(InvalidSpecimen specimen)
    {
        var values = WireFields.Of(specimen.Request).Where(field => field.Value is { Length: > 8 }).ToArray();
        return TokenRequest.Validate(specimen.Request).Left().As<InvalidInputError>().Fields
            .All(field => values.All(value => !field.Message.Contains(value.Value!, StringComparison.Ordinal)));
    }

    private static bool IsJudgedAlike(TokenRequest request) =>
        TokenRequest.Validate(request).Refusals().Select(refusal => refusal.Field).SequenceEqual(Oracle.BadFields(request));
}
