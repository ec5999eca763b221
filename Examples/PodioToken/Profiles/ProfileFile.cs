using System.Text.Json;
using System.Text.Json.Serialization;
using PodioOAuth.Functional;

namespace PodioToken.Profiles;

/// <summary>The file format of a profile.</summary>
internal sealed record ProfileFile(
    string Format, int Version, string Endpoint, string ClientId, SignInKind SignIn, StoreKind Store, string? RedirectUri, string? Scope)
{
    private const string FormatName = "podio-token-profile";
    private const int FormatVersion = 1;

    public static byte[] Write(Profile profile) =>
    [
        .. JsonSerializer.SerializeToUtf8Bytes(
            new ProfileFile(
                FormatName,
                FormatVersion,
                profile.Endpoint.Api.AbsoluteUri,
                profile.ClientId,
                profile.SignIn,
                profile.Store,
                profile.RedirectUri,
                profile.Scope),
            ProfileJson.Default.ProfileFile),
        (byte)'\n',
    ];

    /// <summary>Parses a profile.</summary>
    /// <exception cref="InvalidDataException">The text isn't a profile.</exception>
    public static Profile Read(string name, ReadOnlySpan<byte> bytes)
    {
        var file = Parse(bytes);
        return file is { Format: FormatName, Version: FormatVersion, ClientId.Length: > 0 }
            && Enum.IsDefined(file.SignIn) && Enum.IsDefined(file.Store)
            && PodioEndpoint.Create(file.Endpoint).Case is PodioEndpoint endpoint
                ? new Profile(name, endpoint, file.ClientId, file.SignIn, file.Store, file.RedirectUri, file.Scope)
                : throw new InvalidDataException("It contains no profile that this version can read.");
    }

    private static ProfileFile? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, ProfileJson.Default.ProfileFile);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("It is damaged.", exception);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = true,
    NewLine = "\n",
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProfileFile))]
internal sealed partial class ProfileJson : JsonSerializerContext;
