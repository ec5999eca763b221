using System.Diagnostics;

namespace Suite;

/// <summary>The application code that this suite tests. It requests a token, calls the API with it, and logs the outcome.</summary>
public sealed class Application(Transport podio, HttpClient api)
{
    public async Task<Either<OAuthError, string>> ReadStatusAsync(TokenRequest request, CancellationToken cancellationToken = default)
    {
        var answer = await (
            from token in podio.RequestTokenAsync(request, cancellationToken)
            from status in ReadStatusAsync(token, cancellationToken)
            select status);
        Trace.WriteLine($"{request}: {answer.Match(Right: _ => "the status was read.", Left: error => error.Describe())}");
        return answer;
    }

    /// <summary>Returns the message that a user sees when there is no token.</summary>
    public static string Explain(OAuthError error) => error.Match(
        invalidInput: _ => "Check the settings.",
        unreachable: _ => "Podio couldn't be reached.",
        rejected: _ => "Sign in again.",
        rateLimited: _ => "Podio is busy. Try again later.",
        secondFactorRequired: _ => "Enter the code of your authenticator.",
        unavailable: _ => "Podio is down. Try again later.",
        malformedReply: _ => "Podio's reply couldn't be read.");

    private async Task<Either<OAuthError, string>> ReadStatusAsync(Token token, CancellationToken cancellationToken)
    {
        using var call = new HttpRequestMessage(HttpMethod.Get, "https://api.podio.com/user/status").WithPodioToken(token);
        using var reply = await api.SendAsync(call, cancellationToken);
        return await reply.Content.ReadAsStringAsync(cancellationToken);
    }
}
