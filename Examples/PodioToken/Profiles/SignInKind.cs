namespace PodioToken.Profiles;

/// <summary>How a profile was signed in.</summary>
internal enum SignInKind
{
    /// <summary>In the browser, by an authorization code.</summary>
    Code = 0,

    /// <summary>By a user's password.</summary>
    Password,

    /// <summary>As an app.</summary>
    App,
}
