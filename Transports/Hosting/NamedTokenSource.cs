using LanguageExt;
using Microsoft.Extensions.DependencyInjection;

namespace PodioOAuth.Functional;

/// <summary>A configured source under its name, for a constructor to take by <c>[FromKeyedServices("name")]</c>, or
/// <c>[FromKeyedServices("registration:name")]</c> where the registration has a name. It follows the settings: after a changed secret it
/// asks with the new one.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public sealed class NamedTokenSource
{
    private readonly PodioTokenSources _sources;

    private NamedTokenSource(PodioTokenSources sources, string name) => (_sources, Name) = (sources, name);

    /// <summary>The source of a service's key, which is a source's name with its registration's. The container asks for any key there
    /// is.</summary>
    /// <exception cref="InvalidOperationException">The key names no source.</exception>
    internal static NamedTokenSource Of(IServiceProvider services, object? key)
    {
        if (key is not string text)
        {
            throw new InvalidOperationException($"A Podio source is resolved by its name, a string, and not by a {key?.GetType()}.");
        }

        var (registration, source) = Registration.Parse(text);
        return services.GetKeyedService<PodioTokenSources>(registration.Key) is { } sources && sources.SpellingOf(source) is { } name
            ? new NamedTokenSource(sources, name)
            : throw new InvalidOperationException($"No Podio source is named '{PodioTokenSources.Printable(text)}'.");
    }

    /// <summary>The name, as it is configured.</summary>
    public string Name { get; }

    /// <summary>The source of this moment.</summary>
    /// <exception cref="ArgumentException">No source has this name.</exception>
    public TokenSource Current => _sources.Get(Name);

    /// <summary>A token that is good now: <see cref="TokenSource.GetTokenAsync"/>.</summary>
    /// <param name="cancellationToken">Ends this caller's wait.</param>
    /// <exception cref="ArgumentException">No source has this name.</exception>
    public Task<Either<TokenSourceError, Token>> GetTokenAsync(CancellationToken cancellationToken = default) =>
        Current.GetTokenAsync(cancellationToken);
}
