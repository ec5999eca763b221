namespace PodioToken.Profiles;

/// <summary>The kinds of sign-in.</summary>
internal enum SignInKind
{
    /// <summary>In the browser, with an authorization code.</summary>
    Code = 0,

    /// <summary>With a user's password.</summary>
    Password,

    /// <summary>As an app.</summary>
    App,
}
