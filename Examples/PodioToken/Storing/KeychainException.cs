namespace PodioToken.Storing;

/// <summary>The keychain can't be used. The token source reports this type's name, as a store's message may name anything.</summary>
internal sealed class KeychainException(Exception cause)
    : IOException($"The keychain isn't available ({cause.GetType().Name}).", cause);
