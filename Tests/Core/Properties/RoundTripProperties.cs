using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace PodioOAuth.Functional.Core.Tests.Properties;

/// <summary>Every grant, in both formats, comes back from the wire as it went.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 300)]
public sealed class RoundTripProperties
{
    [Property]
    public Property Decode_after_encode_is_identity(Specimen specimen) =>
        Describe(RoundTrips(specimen.Request), specimen.Request);

    [Property]
    public Property An_authorization_code_round_trips() => ForAll(Requests.AuthorizationCode);

    [Property]
    public Property A_password_round_trips() => ForAll(Requests.Password);

    [Property]
    public Property An_app_round_trips() => ForAll(Requests.App);

    [Property]
    public Property A_refresh_token_round_trips() => ForAll(Requests.RefreshToken);

    [Property]
    public bool Encoding_is_deterministic(Specimen specimen) =>
        Encode(specimen.Request).Equals(Encode(specimen.Request)) && Encode(specimen.Request).ToBytes().SequenceEqual(Encode(specimen.Request).ToBytes());

    [Property]
    public bool Different_requests_are_written_differently(Specimen one, Specimen other) =>
        one.Request == other.Request || !Encode(one.Request).Equals(Encode(other.Request));

    [Property]
    public Property A_character_on_either_side_of_a_border_is_not_the_same(NearMiss pair) =>
        (pair.One.Request == pair.Other.Request || !Encode(pair.One.Request).Equals(Encode(pair.Other.Request)))
            .Classify(pair.One.Request != pair.Other.Request, "different");

    [Property]
    public bool Validate_gives_the_request_itself(Specimen specimen) => TokenRequest.Validate(specimen.Request).Match(
        Right: request => ReferenceEquals(request, specimen.Request), Left: _ => false);

    private static Property ForAll(Gen<Grant> grants) => Prop.ForAll(
        Requests.With(grants).Select(request => new Specimen(request)).ToArbitrary(), specimen => Describe(RoundTrips(specimen.Request), specimen.Request));

    private static bool RoundTrips(TokenRequest request) => TokenRequest.Encode(request).Bind(TokenRequest.Decode).Match(
        Right: back => back == request, Left: _ => false);

    private static FormRequest Encode(TokenRequest request) => TokenRequest.Encode(request).Match(
        Right: form => form, Left: error => throw new InvalidOperationException(error.Describe()));

    private static Property Describe(bool holds, TokenRequest request) => holds
        .Collect(RequestParts.GrantTypeOf(request))
        .Classify(request.Format == WireFormat.Json, "JSON")
        .Classify(RequestParts.Of(request).Any(part => HostileText.IsHostile(part.Value!)), "hostile");
}
