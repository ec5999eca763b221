namespace PodioOAuth.Functional;

/// <summary>One login: an app, a password, or a person who signs in. Exactly one of <see cref="AppId"/>, <see cref="Username"/> and
/// <see cref="Login"/> says which.</summary>
public sealed class PodioSourceOptions
{
    /// <summary>The app's id.</summary>
    public long? AppId { get; set; }

    /// <summary>The app's token.</summary>
    public string? AppToken { get; set; }

    /// <summary>The mail address of the user.</summary>
    public string? Username { get; set; }

    /// <summary>The user's password.</summary>
    public string? Password { get; set; }

    /// <summary>A name of yours for a person who signs in by the browser: no secret.</summary>
    public string? Login { get; set; }
}
