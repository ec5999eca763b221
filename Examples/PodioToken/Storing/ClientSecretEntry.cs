using System.Text.Json;
using System.Text.Json.Serialization;
using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;
using PodioToken.Profiles;
using PodioToken.Saving;

namespace PodioToken.Storing;

/// <summary>The client secret of a profile, beside its login in the same store: no renewal without it (PODIO 2.4).</summary>
internal sealed record ClientSecretEntry(string Format, int Version, string ClientSecret)
{
    private const string FormatName = "podio-token-client-secret";
    private const int FormatVersion = 1;

    /// <summary>The secret, or null where none is kept.</summary>
    /// <exception cref="IOException">The store cannot be read, or the entry is damaged.</exception>
    /// <exception cref="InvalidDataException">What lies there is of another kind or version.</exception>
    public static async Task<Secret?> ReadAsync(ITokenStore store, Profile profile, CancellationToken cancellationToken) =>
        await GuardAsync(() => store.ReadAsync(profile.ClientSecretKey, cancellationToken)) is { } bytes ? Read(bytes.Span) : null;

    /// <summary>Keeps a secret.</summary>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public static Task WriteAsync(ITokenStore store, Profile profile, Secret secret) => GuardAsync(async () =>
    {
        var entry = new ClientSecretEntry(FormatName, FormatVersion, secret.Reveal());
        await store.WriteAsync(
            profile.ClientSecretKey, JsonSerializer.SerializeToUtf8Bytes(entry, ClientSecretJson.Default.ClientSecretEntry));
        return true;
    });

    /// <summary>Forgets it.</summary>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public static Task RemoveAsync(ITokenStore store, Profile profile) => store.RemoveAsync(profile.ClientSecretKey);

    /// <summary>Says that it cannot be read where the login beside it can.</summary>
    public static string Unreadable(string why) =>
        $"The client secret, which every renewal requires, cannot be read: {why.TrimEnd('.')}.";

    /// <summary>Without a secret.</summary>
    public override string ToString() => nameof(ClientSecretEntry);

    // Data protection throws what its damaged keys make it throw. The library guards its own entries in the same way.
    private static async Task<T> GuardAsync<T>(Func<Task<T>> access)
    {
        try
        {
            return await access();
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !TokenFile.IsFailure(exception))
        {
            throw new IOException($"The client secret cannot be saved or read: {exception.GetType().Name}.", exception);
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
            throw new IOException("The client secret's entry is damaged."); // Not the cause: it may quote.
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ClientSecretEntry))]
internal sealed partial class ClientSecretJson : JsonSerializerContext;
