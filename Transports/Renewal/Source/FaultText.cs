namespace PodioOAuth.Functional;

/// <summary>An exception of a store or an exchange as a text for a diagnosis.</summary>
internal static class FaultText
{
    /// <summary>The exception with its stack, without the secrets that the source knows.</summary>
    internal static string Of(Exception exception, SourceSettings settings, params IEnumerable<RenewalState?> states) =>
        SecretScrubber.Of(new KnownSecrets(settings, states)).Scrub(exception.ToString());

    private sealed class KnownSecrets(SourceSettings settings, IEnumerable<RenewalState?> states) : IHasSecrets
    {
        public IEnumerable<Secret> Secrets =>
        [
            settings.Client.ClientSecret,
            .. settings.Origin is { } origin ? origin.Kind.SecretsOf(origin) : [],
            .. states.Select(state => state?.Login?.Token).OfType<Token>().SelectMany(SecretsOf),
        ];

        private static IEnumerable<Secret> SecretsOf(Token token) =>
            token.RefreshToken is null ? [token.AccessToken] : [token.AccessToken, token.RefreshToken];
    }
}
