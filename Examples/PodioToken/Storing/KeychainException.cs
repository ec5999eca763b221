namespace PodioToken.Storing;

/// <summary>The keychain cannot be used. The token source tells the name of this type, for a store's message may name anything.</summary>
internal sealed class KeychainException(Exception cause)
    : IOException($"The keychain is not available ({cause.GetType().Name}).", cause);
