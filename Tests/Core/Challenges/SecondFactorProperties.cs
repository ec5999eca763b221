namespace PodioOAuth.Functional.Core.Tests.Challenges;

/// <summary>The answer to a challenge comes back from the wire as it went, and an independent reader sees the same.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 300)]
public sealed class SecondFactorProperties
{
    [Property]
    public Property Decode_after_encode_is_identity(Specimen<SecondFactorRequest> specimen) =>
        (SecondFactorRequest.Encode(specimen.Value).Bind(SecondFactorRequest.Decode).Right() == specimen.Value)
            .Collect(specimen.Value.Factor.GetType().Name);

    [Property]
    public bool A_reader_of_json_sees_two_members_and_the_values(Specimen<SecondFactorRequest> specimen)
    {
        using var json = JsonDocument.Parse(SecondFactorRequest.Encode(specimen.Value).Right().AsMemory());
        var (name, code) = specimen.Value.Factor.Match(
            oneTimeCode: factor => ("otp", factor.Code), recoveryCode: factor => ("recoveryCode", factor.Code));
        return json.RootElement.EnumerateObject().Select(member => (member.Name, member.Value.GetString())).SequenceEqual(
            [("nonce", specimen.Value.Challenge.ServerNonce.Reveal()), (name, code.Reveal())]);
    }

    [Property]
    public bool Decode_is_total(ReceivedRequest received, HostileText text) =>
        IsSound(received)
        && IsSound(received with { Method = "POST", Path = "/mfa/verify", ContentType = "application/json", Authorization = null })
        && IsSound(new ReceivedRequest("POST", "/mfa/verify", "application/json", null, JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, string> { ["nonce"] = text.Value, ["otp"] = text.Value })));

    [Property]
    public bool A_decoded_request_can_be_encoded_again(HostileText nonce, HostileText code) =>
        SecondFactorRequest.Validate(new SecondFactorChallenge(nonce.Value).WithRecoveryCode(code.Value)).Match(
            Right: valid => SecondFactorRequest.Encode(valid).Bind(SecondFactorRequest.Decode).Right() == valid,
            Left: error => error is InvalidInputError);

    private static bool IsSound(ReceivedRequest received) => SecondFactorRequest.Decode(received).Match(
        Right: request => SecondFactorRequest.Encode(request).IsRight,
        Left: error => error is InvalidInputError && error.Describe().IsSentence());
}
