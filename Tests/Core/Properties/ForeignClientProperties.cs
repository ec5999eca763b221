namespace PodioOAuth.Functional.Core.Tests.Properties;

/// <summary>Decode reads what any correct client sends, and encoding that again gives the one canonical form.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 500)]
public sealed class ForeignClientProperties
{
    [Property]
    public Property The_request_of_another_client_is_understood(ForeignRequest foreign) =>
        (TokenRequest.Decode(foreign.Sent).Right() == foreign.Meant)
            .Collect($"{WireFields.GrantTypeOf(foreign.Meant)}, {foreign.Meant.Format}")
            .Classify(foreign.Sent.Authorization is not null, "HTTP Basic");

    [Property]
    public bool Encoding_what_was_read_is_canonical_and_idempotent(ForeignRequest foreign)
    {
        var canonical = TokenRequest.Decode(foreign.Sent).Bind(TokenRequest.Encode).Right();
        return canonical.Equals(TokenRequest.Encode(foreign.Meant).Right())
            && canonical.Equals(TokenRequest.Decode(canonical).Bind(TokenRequest.Encode).Right());
    }
}
