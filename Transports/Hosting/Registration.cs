using Microsoft.Extensions.Options;

namespace PodioOAuth.Functional;

/// <summary>Identifies one of the application's API keys. The names of its options, services and token client are derived from its
/// own.</summary>
internal sealed record Registration
{
    private const char Separator = ':';

    /// <exception cref="ArgumentException">The name contains a colon.</exception>
    internal Registration(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name.Contains(Separator, StringComparison.Ordinal)
            ? throw new ArgumentException("The name of a registration must not contain a colon.", nameof(name))
            : name;
    }

    /// <summary>The name; empty for the default registration.</summary>
    internal string Name { get; }

    internal bool IsNamed => Name != Options.DefaultName;

    /// <summary>The key of its services; null for the default registration.</summary>
    internal string? Key => IsNamed ? Name : null;

    /// <summary>The name of the HttpClient that requests its tokens.</summary>
    internal string TokenClient => IsNamed ? $"{PodioHostingExtensions.TokenClientName}:{Name}" : PodioHostingExtensions.TokenClientName;

    /// <summary>The name of one of its sources in keys, logs and health checks.</summary>
    internal string NameOf(string source) => IsNamed ? $"{Name}{Separator}{source}" : source;

    /// <summary>The registration as text for people.</summary>
    internal string Describe() => IsNamed ? Name : "Podio";

    /// <summary>Splits a name that <see cref="NameOf"/> created.</summary>
    internal static (Registration Registration, string Source) Parse(string name) =>
        name.Split(Separator, 2) is [var registration, var source]
            ? (new Registration(registration), source)
            : (new Registration(Options.DefaultName), name);
}
