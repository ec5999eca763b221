namespace PodioOAuth.Functional;

/// <summary>One login: an app, a password, or a person who signs in. Exactly one of <see cref="AppId"/>, <see cref="Username"/> and
/// <see cref="Login"/> must be set.</summary>
public sealed class PodioSourceOptions
{
    /// <summary>The app ID.</summary>
    public long? AppId { get; set; }

    /// <summary>The app token.</summary>
    public string? AppToken { get; set; }

    /// <summary>The user's email address.</summary>
    public string? Username { get; set; }

    /// <summary>The user's password.</summary>
    public string? Password { get; set; }

    /// <summary>Your name for a person who signs in with the browser. Must not be a secret.</summary>
    public string? Login { get; set; }
}
