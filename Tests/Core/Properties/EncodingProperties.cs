namespace PodioOAuth.Functional.Core.Tests.Properties;

/// <summary>Encoding is deterministic and injective, and what it writes is seen alike by readers that know nothing of this
/// library.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 300)]
public sealed class EncodingProperties
{
    [Property]
    public Property Requests_are_written_alike_exactly_where_they_are_equal(Specimen one, Specimen other) =>
        (Encode(one.Request).Equals(Encode(one.Request with { }))
            && one.Request == other.Request == Encode(one.Request).Equals(Encode(other.Request)))
            .Classify(one.Request.Grant.GetType() == other.Request.Grant.GetType(), "the same grant");

    [Property(MaxTest = 1000)]
    public Property Requests_that_are_nearly_the_same_are_written_differently(NearMiss pair) =>
        (!Encode(pair.Left).Equals(Encode(pair.Right))
            && !(IsOnePath(pair) && Encode(pair.Left).ToBytes().SequenceEqual(Encode(pair.Right).ToBytes())))
            .Collect(pair.Kind);

    [Property(MaxTest = 500)]
    public Property Other_readers_see_the_same_fields_each_once_in_the_documented_order(Specimen specimen)
    {
        var expected = WireFields.Of(specimen.Request).Prepend(("grant_type", WireFields.GrantTypeOf(specimen.Request))).ToArray();
        return IndependentReader.Read(Encode(specimen.Request))
            .All(seen => seen.SequenceEqual(expected.Select(field => (field.Item1, field.Item2!))))
            .Collect($"{WireFields.GrantTypeOf(specimen.Request)}, {specimen.Request.Format}");
    }

    [Property]
    public bool A_form_is_ASCII_without_anything_that_ends_a_line_or_a_string(Specimen specimen) =>
        Encode(specimen.Request with { Format = WireFormat.Form }).ToBytes()
            .All(b => char.IsAsciiLetterOrDigit((char)b) || "*-._+%&=".Contains((char)b, StringComparison.Ordinal));

    private static bool IsOnePath(NearMiss pair) => pair.Left.Format == pair.Right.Format;

    private static FormRequest Encode(TokenRequest request) => TokenRequest.Encode(request).Right();
}
