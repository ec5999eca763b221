namespace PodioOAuth.Functional.Core.Tests.Properties;

/// <summary>Whatever an API call brings back, what it says of the token is a value: no exception.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 3000)]
public sealed class ApiReplyProperties
{
    [Property]
    public Property Every_status_other_than_2xx_is_an_error(HttpReply reply)
    {
        var error = ApiReply.ErrorOf(reply);
        var isSuccess = reply.Status is >= 200 and <= 299;
        return (error is null == isSuccess && (error is null || error.Describe().IsSentence())).Collect(error?.GetType().Name ?? "none");
    }

    [Property]
    public Property A_token_is_rejected_only_by_a_401(HttpReply reply, bool isAsIfRefused)
    {
        var one = isAsIfRefused ? reply with { Status = 401, WwwAuthenticate = "Bearer error=\"expired_token\"" } : reply;
        var isRefused = ApiReply.ErrorOf(one) is { } error && ApiReply.IsTokenRejected(error);
        return (!isRefused || one.Status == 401).Classify(isRefused, "refused");
    }

    [Property]
    public bool No_error_of_another_kind_refuses_a_token(OAuthError error) =>
        !ApiReply.IsTokenRejected(error) || error is RejectedError { Facts.Status: 401 } or MalformedReplyError { Facts.Status: 401 };

    [Property]
    public Property Scopes_are_total(HttpReply reply)
    {
        var scope = ApiReply.ParseScope(reply);
        return scope.Match(
            Right: _ => reply.Status is >= 200 and <= 299,
            Left: error => error.Describe().IsSentence()).Classify(scope.IsRight, "scope");
    }
}
