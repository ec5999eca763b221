using System.Text.Json.Serialization;

namespace PodioOAuth.Functional.Serving;

/// <summary>The JSON format of the control plane: Podio's naming, and strict about unknown members.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StateReply))]
[JsonSerializable(typeof(ErrorReplyBody))]
[JsonSerializable(typeof(ClockReply))]
[JsonSerializable(typeof(ClockChange))]
[JsonSerializable(typeof(Revocation))]
[JsonSerializable(typeof(FaultOrder))]
[JsonSerializable(typeof(NewClient))]
[JsonSerializable(typeof(NewUser))]
[JsonSerializable(typeof(NewApp))]
[JsonSerializable(typeof(CodeOrder))]
[JsonSerializable(typeof(CodeReply))]
[JsonSerializable(typeof(ConsentChange))]
[JsonSerializable(typeof(SettingsChange))]
[JsonSerializable(typeof(IReadOnlyList<RequestReply>))]
internal sealed partial class ControlJson : JsonSerializerContext;

/// <summary>Why an operation was rejected.</summary>
internal sealed record ErrorReplyBody(string Error);

/// <summary>A summary of the server's content.</summary>
internal sealed record StateReply(string Server, DateTimeOffset Now, string State)
{
    internal static StateReply Of(InMemoryPodio podio) =>
        new("LocalPodio, an in-memory Podio for tests. Not Podio.", podio.Now, podio.State.ToString());
}
