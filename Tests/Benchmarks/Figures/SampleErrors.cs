using System.Text;
using LanguageExt;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Error replies in the shapes that Podio sends (PODIO 4.1, 4.8).</summary>
internal static class SampleErrors
{
    internal static readonly byte[] InvalidGrantBody = Encoding.ASCII.GetBytes(
        """
        {"error_parameters":{},"error_detail":"oauth.grant.expired","error_propagate":false,"request":{"url":"http:\/\/api.podio.com\/oau
        """ + """
        th\/token","query_string":"","method":"POST"},"error_description":"expired_token","error":"invalid_grant"}
        """);

    internal static readonly byte[] RateLimitBody = Encoding.ASCII.GetBytes(
        """
        {"error_parameters":{},"error_detail":null,"error_propagate":false,"request":{"url":"http:\/\/api.podio.com\/oauth\/token",
        """ + """
        "query_string":"","method":"POST"},"error_description":"You have hit the rate limit. Please wait 300 seconds before trying again",
        """ + """
        "error":"rate_limit"}
        """);

    internal static readonly HttpReply InvalidGrant = new(400, "application/json; charset=utf-8", InvalidGrantBody);

    internal static readonly HttpReply RateLimit = new(420, "application/json; charset=utf-8", RateLimitBody);

    internal static ErrorValues ParseValues(HttpReply reply) => TokenReply.Parse(reply).Match(
        Right: _ => throw new InvalidOperationException("An error was read as a token."),
        Left: error => error switch
        {
            RejectedError it => new ErrorValues(it.Code.Reveal(), it.Detail?.Reveal(), it.Description?.Reveal()),
            RateLimitedError it => new ErrorValues("rate_limit", null, it.Description?.Reveal()),
            _ => throw new InvalidOperationException(error.Describe()),
        });
}

/// <summary>What an error reply says, in words common to all contenders.</summary>
internal readonly record struct ErrorValues(string? Error, string? Detail, string? Description);
