namespace PodioOAuth.Functional;

/// <content>Authorization codes.</content>
public sealed partial record PodioState
{
    /// <summary>Adds a known authorization code, as if a user had agreed at this instant. <see cref="IssueCode"/> makes one up.</summary>
    /// <param name="code">The code.</param>
    /// <param name="clientId">The client that may exchange it.</param>
    /// <param name="userId">The user who agrees.</param>
    /// <param name="redirectUri">The redirect URI that the exchange has to repeat, byte for byte; null where the authorize step had
    /// none.</param>
    /// <param name="now">The instant of issuing. It lives for <see cref="PodioSettings.CodeLifetime"/>.</param>
    /// <param name="scope">The scope that the user grants; null or empty for <c>global:all</c>.</param>
    /// <exception cref="ArgumentException">The client or the user is unknown, the redirect URI does not lie on the client's domain, or no
    /// valid request could carry the code or the URI.</exception>
    public PodioState WithCode(
        Secret code, string clientId, long userId, string? redirectUri, DateTimeOffset now, string? scope = null)
    {
        ArgumentNullException.ThrowIfNull(clientId);
        Registration.CheckCode(code, redirectUri);
        var client = Clients[clientId] ?? throw new ArgumentException("No such client is registered.", nameof(clientId));
        CheckUser(userId, nameof(userId));
        if (!client.Allows(redirectUri))
        {
            throw new ArgumentException("The redirect URI does not lie on the client's domain.", nameof(redirectUri));
        }

        var granted = string.IsNullOrEmpty(scope) ? WholeScope : scope;
        var expiresAt = Expiry.After(now, Settings.CodeLifetime);
        return this with { Codes = Codes.With(code, new AuthorizationCode(clientId, userId, redirectUri, granted, expiresAt)) };
    }

    /// <summary>Issues an authorization code, as if a user had agreed at this instant.</summary>
    /// <param name="clientId">The client that may exchange it.</param>
    /// <param name="userId">The user who agrees.</param>
    /// <param name="redirectUri">The redirect URI that the exchange has to repeat, byte for byte; null where the authorize step had
    /// none.</param>
    /// <param name="now">The instant of issuing. It lives for <see cref="PodioSettings.CodeLifetime"/>.</param>
    /// <param name="entropy">Where the code's characters come from.</param>
    /// <param name="scope">The scope that the user grants; null or empty for <c>global:all</c>.</param>
    /// <exception cref="ArgumentException">The client or the user is unknown, the redirect URI does not lie on the client's domain, or no
    /// valid request could carry it.</exception>
    public IssuedCode IssueCode(
        string clientId, long userId, string? redirectUri, DateTimeOffset now, Entropy entropy, string? scope = null)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        var code = entropy.Code(Serial);
        return new IssuedCode(WithCode(code, clientId, userId, redirectUri, now, scope) with { Serial = Serial + 1 }, code);
    }
}
