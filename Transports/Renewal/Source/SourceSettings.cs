using LanguageExt;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>The settings of a source.</summary>
internal sealed record SourceSettings(
    TokenExchange Exchange, ClientCredentials Client, WireFormat Format, LoginKey Key, Grant? Origin, double Share,
    TokenSourceOptions Options)
{
    internal Func<Func<Task<Either<TokenSourceError, Token>>>, Task<Either<TokenSourceError, Token>>> Launch => Options.Launch;

    internal ITokenStore Store => Options.Store;

    internal RenewalPolicy Policy => Options.Policy;

    internal TimeProvider Time => Options.TimeProvider;

    internal TimeSpan LockTimeout => Options.LockTimeout;
}
