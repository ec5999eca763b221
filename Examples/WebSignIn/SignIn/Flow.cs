namespace WebSignIn.SignIn;

/// <summary>The two ways to sign in.</summary>
internal static class Flow
{
    /// <summary>Podio hands over a code, and the server exchanges it.</summary>
    internal const string ServerSide = "server-side";

    /// <summary>Podio hands a token to the browser.</summary>
    internal const string ClientSide = "client-side";

    internal static readonly string[] All = [ServerSide, ClientSide];
}
