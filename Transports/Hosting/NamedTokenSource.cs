using LanguageExt;
using Microsoft.Extensions.DependencyInjection;

namespace PodioOAuth.Functional;

/// <summary>A configured source by name, which a constructor gets with <c>[FromKeyedServices("name")]</c>, or
/// <c>[FromKeyedServices("registration:name")]</c> if the registration has a name. It follows the settings: after a secret has changed, it
/// uses the new one.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public sealed class NamedTokenSource
{
    private readonly PodioTokenSources _sources;

    private NamedTokenSource(PodioTokenSources sources, string name) => (_sources, Name) = (sources, name);

    /// <summary>Gets the source for a service key, which consists of the source's name and its registration's. The container may pass any
    /// key.</summary>
    /// <exception cref="InvalidOperationException">The key isn't the name of a source.</exception>
    internal static NamedTokenSource Of(IServiceProvider services, object? key)
    {
        if (key is not string text)
        {
            throw new InvalidOperationException($"A Podio source is resolved by its name, a string, not by a {key?.GetType()}.");
        }

        var (registration, source) = Registration.Parse(text);
        return services.GetKeyedService<PodioTokenSources>(registration.Key) is { } sources && sources.SpellingOf(source) is { } name
            ? new NamedTokenSource(sources, name)
            : throw new InvalidOperationException($"No Podio source is named '{PodioTokenSources.Printable(text)}'.");
    }

    /// <summary>Gets the name as it is configured.</summary>
    public string Name { get; }

    /// <summary>Gets the current source.</summary>
    /// <exception cref="ArgumentException">There is no source with this name.</exception>
    public TokenSource Current => _sources.Get(Name);

    /// <summary>Returns a token that is valid now: <see cref="TokenSource.GetTokenAsync"/>.</summary>
    /// <param name="cancellationToken">Cancels this caller's wait.</param>
    /// <exception cref="ArgumentException">There is no source with this name.</exception>
    public Task<Either<TokenSourceError, Token>> GetTokenAsync(CancellationToken cancellationToken = default) =>
        Current.GetTokenAsync(cancellationToken);
}
