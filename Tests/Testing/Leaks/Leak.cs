namespace PodioOAuth.Functional;

/// <summary>A secret that was found where it must not be. It names the place and the form, never the secret.</summary>
/// <param name="Channel">Where it was found, as the caller named it.</param>
/// <param name="Form">How it was written there: plain, base64, URL-escaped and so on.</param>
/// <param name="Secret">Which secret, by its number in the search.</param>
public sealed record Leak(string Channel, string Form, int Secret);
