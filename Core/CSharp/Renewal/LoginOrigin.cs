namespace PodioOAuth.Functional;

// LoginOrigin = kind × name × secret × is the secret guessable

/// <summary>What can begin a login and begin it again at any time, a password or an app: all that sources and stores know of such a
/// grant.</summary>
/// <param name="Kind">The kind of login, a part of the store's key.</param>
/// <param name="Name">Whose login it is, a part of the store's key: the mail address, or the app's id.</param>
/// <param name="Secret">What only those know who may have the login.</param>
/// <param name="IsGuessable">Whether the secret is a person's choice, so that what is stored of it has to be slow to try.</param>
internal sealed record LoginOrigin(string Kind, string Name, Secret Secret, bool IsGuessable);
