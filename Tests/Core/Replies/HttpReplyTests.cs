namespace PodioOAuth.Functional.Core.Tests.Replies;

/// <summary>A reply is a value, its body included, and prints nothing of what the server wrote.</summary>
public sealed class HttpReplyTests
{
    private static HttpReply Full => new(200, "application/json", "{}"u8.ToArray())
    {
        RetryAfter = ["5"],
        Date = "d",
        RequestId = "id",
        WwwAuthenticate = "Bearer",
        RateLimitLimit = "10",
        RateLimitRemaining = "9",
        Location = "/cb",
    };

    [Fact]
    public void Each_header_is_revealed_by_its_name_in_any_case_and_one_that_is_not_there_is_none()
    {
        var reply = Full with { RetryAfter = ["5", null!, "5"] };
        Assert.Equal(
            "Content-Type: application/json|Date: d|X-Podio-Request-Id: id|Location: /cb|WWW-Authenticate: Bearer|X-Rate-Limit-Limit: 10"
            + "|X-Rate-Limit-Remaining: 9|Retry-After: 5|Retry-After: 5",
            string.Join('|', reply.RevealHeaders().Select(header => $"{header.Key}: {header.Value}")));
        Assert.Equal(["5, 5", "/cb", null, null], new[] { "retry-AFTER", "location", "Age", "" }.Select(reply.RevealHeader));
        Assert.Empty(new HttpReply(200, contentType: null, body: default).RevealHeaders());
        Assert.Throws<ArgumentNullException>("name", () => reply.RevealHeader(null!));
    }

    [Fact]
    public void Replies_are_equal_by_every_part()
    {
        Assert.Equal(Full, Full);
        Assert.Equal(Full.GetHashCode(), Full.GetHashCode());
        HttpReply[] others =
        [
            Full with { Status = 201 }, Full with { ContentType = null }, Full with { Body = "[]"u8.ToArray() },
            Full with { IsBodyTooLarge = true }, Full with { RetryAfter = [] }, Full with { RetryAfter = ["6"] }, Full with { Date = null },
            Full with { RequestId = "di" }, Full with { Location = "/" }, Full with { WwwAuthenticate = null },
            Full with { RateLimitLimit = "11" },
            Full with { RateLimitRemaining = null },
        ];
        Assert.All(others, other => Assert.NotEqual(Full, other));
    }

    [Fact]
    public void A_hash_tells_replies_apart_by_status_request_id_and_body() => Assert.Distinct(
        new[] { Full, Full with { Status = 201 }, Full with { RequestId = "di" }, Full with { Body = "[]"u8.ToArray() } }
            .Select(reply => reply.GetHashCode()));

    [Fact]
    public void A_null_list_of_Retry_After_equals_an_empty_one()
    {
        Assert.Equal(Full with { RetryAfter = null! }, Full with { RetryAfter = [] });
        Assert.Equal(Full with { RetryAfter = [] }, Full with { RetryAfter = null! });
        Assert.NotEqual(Full with { RetryAfter = null! }, Full);
    }

    [Theory]
    [InlineData("1000", "998", true), InlineData("1000", null, false), InlineData(null, "998", false)]
    [InlineData("1000", "-1", false), InlineData("1,000", "998", false), InlineData("1000", "998\0", false)]
    [InlineData("99999999999", "998", false)]
    public void Both_rate_limit_headers_have_to_be_readable(string? limit, string? remaining, bool isThere) => Assert.Equal(
        isThere ? new RateLimit(limit: 1000, remaining: 998) : null,
        (Full with { RateLimitLimit = limit, RateLimitRemaining = remaining }).ReadRateLimit());

    [Fact]
    public void Printing_shows_status_and_length() => Assert.Equal("HttpReply { Status = 200, Body = 2 bytes }", Full.ToString());
}
