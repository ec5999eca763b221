namespace PodioOAuth.Functional.Core.Tests.Properties;

/// <summary>Every grant, in both formats, comes back from the wire as it went.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 300)]
public sealed class RoundTripProperties
{
    [Property]
    public Property Decode_after_encode_is_identity(Specimen specimen)
    {
        var request = specimen.Request;
        return (TokenRequest.Encode(request).Bind(TokenRequest.Decode).Right() == request)
            .Collect(WireFields.GrantTypeOf(request))
            .Classify(request.Format == WireFormat.Json, "JSON")
            .Classify(WireFields.AreHostile(request), "hostile characters");
    }

    [Property]
    public bool A_server_reads_it_as_well(Specimen specimen)
    {
        var form = TokenRequest.Encode(specimen.Request).Right();
        var received = new ReceivedRequest("POST", form.Path, form.ContentType, authorization: null, form.AsMemory());
        return TokenRequest.Decode(received).Right() == specimen.Request;
    }

    [Property]
    public bool Validate_gives_the_request_itself(Specimen specimen) =>
        ReferenceEquals(TokenRequest.Validate(specimen.Request).Right(), specimen.Request);

}
