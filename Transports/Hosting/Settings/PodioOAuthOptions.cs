namespace PodioOAuth.Functional;

/// <summary>The settings of an application that uses Podio. They are all validated when the application starts; a changed client secret,
/// password or app token applies from the next call on.</summary>
public sealed class PodioOAuthOptions
{
    /// <summary>The client ID.</summary>
    public string? ClientId { get; set; }

    /// <summary>The client secret. Keep it in a secret store, not in a file under version control.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The base address of Podio's API; null for the public one. Read once at startup.</summary>
    public string? ApiBase { get; set; }

    /// <summary>The wire format of token requests. The default is <see cref="WireFormat.Form"/>.</summary>
    public WireFormat Format { get; set; }

    /// <summary>The time after which an unused source may be removed, at most a quarter of it later; null for never. The default is one
    /// hour. Read once at startup.</summary>
    /// <remarks>The login stays in the store, and the next call creates the source again. Only with an in-memory store does an app or a
    /// password login start again (<see cref="TokenSourceRegistry"/>). The warning that a person's refresh token is aging is raised
    /// nevertheless.</remarks>
    public TimeSpan? IdleTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The logins by name. Names are case-insensitive, like all configuration keys.</summary>
    public IDictionary<string, PodioSourceOptions> Sources { get; } =
        new Dictionary<string, PodioSourceOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a call to <c>AddPodioOAuth</c> has configured this instance.</summary>
    internal bool IsRegistered { get; set; }
}
