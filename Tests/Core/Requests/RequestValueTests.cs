namespace PodioOAuth.Functional.Core.Tests.Requests;

/// <summary>Requests are values: equal by what they hold, the bytes of a body included.</summary>
public sealed class RequestValueTests
{
    [Fact]
    public void Encoded_requests_are_equal_by_format_and_bytes()
    {
        Assert.Equal(Encode("r", WireFormat.Form), Encode("r", WireFormat.Form));
        Assert.Equal(Encode("r", WireFormat.Form).GetHashCode(), Encode("r", WireFormat.Form).GetHashCode());
        Assert.NotEqual(Encode("r", WireFormat.Form), Encode("q", WireFormat.Form));
        Assert.NotEqual(Encode("r", WireFormat.Form), Encode("r", WireFormat.Json));
        Assert.False(Encode("r", WireFormat.Form).Equals(null));
        Assert.False(Encode("r", WireFormat.Form).Equals((object)"r"));
    }

    [Fact]
    public void A_hash_tells_encoded_requests_apart_by_path_and_bytes() => Assert.Distinct(
        new[]
        {
            Encode("r", WireFormat.Form), Encode("q", WireFormat.Form), FormRequest.ForToken("a", "r=1"u8.ToArray()),
            FormRequest.ForToken("a", "{}"u8.ToArray()), FormRequest.ForSecondFactor("{}"u8.ToArray()),
        }.Select(request => request.GetHashCode()));

    [Fact]
    public void An_encoded_request_prints_grant_type_and_format_only()
    {
        Assert.Equal("FormRequest { grant_type = refresh_token, Format = Form }", Encode("r", WireFormat.Form).ToString());
        Assert.Equal("FormRequest { grant_type = refresh_token, Format = Json }", Encode("r", WireFormat.Json).ToString());
    }

    [Fact]
    public void Received_requests_are_equal_by_every_part()
    {
        var request = Received.Form("a=b", authorization: "Basic x");
        Assert.Equal(request, Received.Form("a=b", authorization: "Basic x"));
        Assert.Equal(request.GetHashCode(), Received.Form("a=b", authorization: "Basic x").GetHashCode());
        Assert.NotEqual(request, Received.Form("a=c", authorization: "Basic x"));
        Assert.NotEqual(request, Received.Form("a=b", authorization: "Basic y"));
        Assert.NotEqual(request, Received.Form("a=b"));
        Assert.NotEqual(request, Received.Form("a=b", contentType: null, authorization: "Basic x"));
        Assert.NotEqual(request, request with { Method = "GET" });
        Assert.NotEqual(request, request with { Path = "/" });
        Assert.NotEqual(request, request with { Query = "a=b" });
        Assert.Equal("", request.RevealQuery());
    }

    [Fact]
    public void A_hash_tells_received_requests_apart_by_method_path_and_body()
    {
        var request = Received.Form("a=b");
        Assert.Distinct(new[] { request, request with { Method = "GET" }, request with { Path = "/" }, Received.Form("a=c") }
            .Select(each => each.GetHashCode()));
    }

    [Fact]
    public void A_received_request_prints_neither_path_nor_headers_nor_body()
    {
        Assert.Equal("ReceivedRequest { Method = POST, Body = 3 bytes }", Received.Form("a=b", authorization: "Basic x").ToString());
        Assert.Equal(
            "ReceivedRequest { Method = [3 characters], Body = 3 bytes }", (Received.Form("a=b") with { Method = "A\nB" }).ToString());
        Assert.Equal(
            "ReceivedRequest { Method = [0 characters], Body = 3 bytes }", (Received.Form("a=b") with { Method = null! }).ToString());
    }

    [Fact]
    public void The_default_format_is_the_form() =>
        Assert.Equal(WireFormat.Form, new TokenRequest(Received.Credentials, Grant.RefreshToken("r")).Format);

    private static FormRequest Encode(string token, WireFormat format) =>
        TokenRequest.Encode(new TokenRequest(Received.Credentials, Grant.RefreshToken(token), format)).Right();
}
