namespace PodioOAuth.Functional;

/// <summary>Formats an exception of a store or an exchange for diagnostics.</summary>
internal static class FaultText
{
    /// <summary>Returns the exception with its stack trace, without the secrets that the source knows.</summary>
    internal static string Of(Exception exception, SourceSettings settings, Grant? sent, params IEnumerable<RenewalState?> states) =>
        SecretScrubber.Of(new KnownSecrets(settings, sent, states)).Scrub(exception.ToString());

    private sealed class KnownSecrets(SourceSettings settings, Grant? sent, IEnumerable<RenewalState?> states) : IHasSecrets
    {
        public IEnumerable<Secret> Secrets =>
        [
            settings.Client.ClientSecret,
            .. settings.Origin is { } origin ? origin.Kind.SecretsOf(origin) : [],
            .. sent is not null ? sent.Kind.SecretsOf(sent) : [], // A code isn't part of any state.
            .. states.Select(state => state?.Login?.Token)
                .SelectMany(token => new[] { token?.AccessToken, token?.RefreshToken }).OfType<Secret>(),
        ];
    }
}
