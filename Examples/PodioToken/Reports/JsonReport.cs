using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PodioOAuth.Functional;

namespace PodioToken.Reports;

/// <summary>One JSON object on standard output, on one line, in ASCII; nothing else.</summary>
internal sealed class JsonReport(TextWriter output, TimeProvider time) : IReport
{
    public PodioEndpoint? Endpoint { private get; set; }

    public int Ended(int code, string message)
    {
        output.WriteLine(JsonSerializer.Serialize(
            new EndedObject(ExitCode.WordOf(code), message), ReportJson.Default.EndedObject));
        return code;
    }

    public void Granted(Token token, string? file) => output.WriteLine(JsonSerializer.Serialize(
        new TokenObject(
            Outcome: Words.TokenOutcome,
            Ref: ReferenceJson.Of(token.Reference),
            ExpiresIn: Words.Seconds(token.Lifetime),
            Scope: token.Scope,
            Refreshable: token.RefreshToken is not null),
        ReportJson.Default.TokenObject));

    public void Failed(OAuthError error, Grant grant) => output.WriteLine(JsonSerializer.Serialize(
        new ErrorObject(
            Outcome: Words.Outcome(error),
            Code: Words.Code(error),
            Detail: Words.Detail(error),
            WaitSeconds: Words.WaitSeconds(error, time.GetUtcNow()),
            Retry: Words.Retry(error.RetryAdvice(grant)),
            Message: Named.Hosts(error.Describe(), profile: null, Endpoint)),
        ReportJson.Default.ErrorObject));
}

internal sealed record TokenObject(string Outcome, JsonObject? Ref, long? ExpiresIn, string? Scope, bool Refreshable);

internal sealed record ErrorObject(string Outcome, string? Code, string? Detail, long? WaitSeconds, string Retry, string Message);

internal sealed record EndedObject(string Outcome, string Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TokenObject))]
[JsonSerializable(typeof(ErrorObject))]
[JsonSerializable(typeof(EndedObject))]
internal sealed partial class ReportJson : JsonSerializerContext;
