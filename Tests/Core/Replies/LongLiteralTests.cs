using System.Text;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional.Core.Tests.Replies;

/// <summary>What is no JSON at a word of a long body is refused like that of a short one, at a cost that does not grow with the
/// rest.</summary>
public sealed class LongLiteralTests
{
    private const long Most = 1024 * 1024;

    private static readonly string Rest = new('x', 900_000);

    [Theory]
    [InlineData("n")]
    [InlineData("tru")]
    [InlineData("{\"a\":f")]
    [InlineData("{\"a\":true,\"b\":[null,false,fals")]
    [InlineData("{\"t \\\" f\":\"n \\\\\",\"b\":nul")]
    public void A_meaningless_word_costs_little(string start)
    {
        var body = Encoding.ASCII.GetBytes(start + Rest);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (reply, request) = (TokenReply.Parse(new HttpReply(200, "text/plain", body)), TokenRequest.Decode(Json(body)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Most + (3 * body.Length)); // Each keeps a copy.
        Assert.Equal(MalformedReplyProblem.NotJson, reply.Left().As<MalformedReplyError>().Problem);
        Assert.Equal(["body: Malformed"], request.Problems());
    }

    [Theory]
    [InlineData("{\"access_token\":\"a\",\"b\":[true,false,null],\"n\\\"f\":\"t\\\\\",\"c\":\"", "\"}")]
    [InlineData("{\"access_token\":\"a\",\"b\":\"t ", "\\\\\"}")]
    [InlineData("{\"b\":\"n\\\"", "\",\"c\":false,\"access_token\":\"a\"}")]
    public void Words_in_a_long_body_are_read(string start, string end) => Assert.Equal(
        "a",
        TokenReply.Parse(new HttpReply(200, "text/plain", Encoding.ASCII.GetBytes(start + Rest + end))).Right().AccessToken.Reveal());

    [Theory]
    [InlineData("{\"a\":nul")]
    [InlineData("{\"a\":\"\\")]
    [InlineData("{\"a\":\"n")]
    public void A_long_body_that_ends_early_is_truncated(string end) => Assert.Equal(
        MalformedReplyProblem.Truncated,
        TokenReply.Parse(new HttpReply(200, "text/plain", Encoding.ASCII.GetBytes($"{{\"b\":\"{Rest}\",{end[1..]}")))
            .Left().As<MalformedReplyError>().Problem);

    private static ReceivedRequest Json(byte[] body) =>
        new("POST", "/oauth/token/v2", "application/json", authorization: null, body);
}
