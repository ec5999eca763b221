namespace PodioOAuth.Functional;

/// <content>Grants that end.</content>
public sealed partial record PodioState
{
    /// <summary>Ends the grant that a token belongs to: its access tokens and its refresh token die at once.</summary>
    /// <param name="token">An access or refresh token. For an unknown one nothing changes.</param>
    /// <exception cref="ArgumentNullException"><paramref name="token"/> is null.</exception>
    public PodioState Revoke(Secret token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return (AccessTokens[token] ?? RefreshTokens[token]) is { } issued ? End(issued.Grant) : this;
    }

    /// <summary>Ends every grant of a user or an app.</summary>
    /// <param name="reference">Whose. For one without a grant nothing changes.</param>
    /// <exception cref="ArgumentNullException"><paramref name="reference"/> is null.</exception>
    public PodioState Revoke(TokenReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return this with { Grants = Grants.WithoutAll(grant => grant.Reference == reference) };
    }

    /// <summary>Ends every grant.</summary>
    public PodioState RevokeAll() => this with { Grants = Register<long, IssuedGrant>.Empty };

    internal PodioState End(long grant) => Grants[grant] is null ? this : this with { Grants = Grants.Without(grant) };
}
