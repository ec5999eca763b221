namespace PodioOAuth.Functional;

/// <summary>The settings of an application that uses Podio, as its configuration has them. They are checked when the application starts,
/// all at once; a changed client secret, password or app token is picked up from the next call on.</summary>
public sealed class PodioOAuthOptions
{
    /// <summary>The client id.</summary>
    public string? ClientId { get; set; }

    /// <summary>The client secret. Keep it in a secret store, not in a file under version control.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The base address of Podio's API; null for the public one. Read once, at start.</summary>
    public string? ApiBase { get; set; }

    /// <summary>The wire format of token requests: <see cref="WireFormat.Form"/> by default.</summary>
    public WireFormat Format { get; set; }

    /// <summary>After how long without use a source may be forgotten, at most a quarter of this later; null for never. An hour by default.
    /// Read once, at start.</summary>
    /// <remarks>The login stays in the store, and the next call makes the source anew. Only where the store is in memory, an app or a
    /// password starts again (<see cref="TokenSourceRegistry"/>). A warning that a person's refresh token ages comes all the
    /// same.</remarks>
    public TimeSpan? IdleTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The logins by name. Case does not count in a name, as in every key of a configuration.</summary>
    public IDictionary<string, PodioSourceOptions> Sources { get; } =
        new Dictionary<string, PodioSourceOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a call of <c>AddPodioOAuth</c> has made settings of these.</summary>
    internal bool IsRegistered { get; set; }
}
