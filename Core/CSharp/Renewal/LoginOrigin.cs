namespace PodioOAuth.Functional;

// LoginOrigin = kind × name × secret × is the secret guessable

/// <summary>A password or an app grant, which can begin a login at any time: all that sources and stores know of such a grant.</summary>
/// <param name="Kind">The kind of login, part of the store's key.</param>
/// <param name="Name">The owner of the login, part of the store's key: the email address or the app ID.</param>
/// <param name="Secret">The secret that proves the right to use the login.</param>
/// <param name="IsGuessable">Whether a person chose the secret, so that a slow hash must be stored.</param>
internal sealed record LoginOrigin(string Kind, string Name, Secret Secret, bool IsGuessable);
