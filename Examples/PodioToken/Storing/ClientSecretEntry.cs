using System.Text.Json;
using System.Text.Json.Serialization;
using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;
using PodioToken.Profiles;
using PodioToken.Saving;

namespace PodioToken.Storing;

/// <summary>The client secret of a profile, stored with its login, because renewals require it (PODIO 2.4).</summary>
internal sealed record ClientSecretEntry(string Format, int Version, string ClientSecret)
{
    private const string FormatName = "podio-token-client-secret";
    private const int FormatVersion = 1;

    /// <summary>Returns the secret, or null if none is saved.</summary>
    /// <exception cref="IOException">The store can't be read, or the entry is damaged.</exception>
    /// <exception cref="InvalidDataException">The entry is of another kind or version.</exception>
    public static async Task<Secret?> ReadAsync(ITokenStore store, Profile profile, CancellationToken cancellationToken) =>
        await GuardAsync(() => store.ReadAsync(profile.ClientSecretKey, cancellationToken)) is { } bytes ? Read(bytes.Span) : null;

    /// <summary>Saves a secret.</summary>
    /// <exception cref="IOException">The store can't be written.</exception>
    public static Task WriteAsync(ITokenStore store, Profile profile, Secret secret) => GuardAsync(async () =>
    {
        var entry = new ClientSecretEntry(FormatName, FormatVersion, secret.Reveal());
        await store.WriteAsync(
            profile.ClientSecretKey, JsonSerializer.SerializeToUtf8Bytes(entry, ClientSecretJson.Default.ClientSecretEntry));
        return true;
    });

    /// <summary>Removes the secret.</summary>
    /// <exception cref="IOException">The store can't be written.</exception>
    public static Task RemoveAsync(ITokenStore store, Profile profile) => store.RemoveAsync(profile.ClientSecretKey);

    /// <summary>The error for a secret that can't be read although its login can.</summary>
    public static string Unreadable(string why) =>
        $"The client secret, which every renewal requires, can't be read: {why.TrimEnd('.')}.";

    /// <summary>Without a secret.</summary>
    public override string ToString() => nameof(ClientSecretEntry);

    // Damaged keys make data protection throw various exceptions. The library guards its own entries in the same way.
    private static async Task<T> GuardAsync<T>(Func<Task<T>> access)
    {
        try
        {
            return await access();
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !TokenFile.IsFailure(exception))
        {
            throw new IOException($"The client secret can't be saved or read: {exception.GetType().Name}.", exception);
        }
    }

    private static Secret Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, ClientSecretJson.Default.ClientSecretEntry) is
            { Format: FormatName, Version: FormatVersion, ClientSecret: { Length: > 0 } secret }
                    ? new Secret(secret)
                    : throw new InvalidDataException("The client secret's entry is of another kind or version.");
        }
        catch (JsonException)
        {
            throw new IOException("The client secret's entry is damaged."); // Not the cause: its message may quote the secret.
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ClientSecretEntry))]
internal sealed partial class ClientSecretJson : JsonSerializerContext;
