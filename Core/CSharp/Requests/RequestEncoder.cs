using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>Validates and writes a <see cref="TokenRequest"/>: one pass to check and count, one to write.</summary>
internal static class RequestEncoder
{
    // "Unsafe" is about a page that embeds the text. This text is a body of its own, and stays readable.
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    internal static Either<OAuthError, TokenRequest> Validate(TokenRequest? request) =>
        Measure(request).Errors is { } errors ? OAuthError.InvalidInput(errors) : request!;

    internal static Either<OAuthError, FormRequest> Encode(TokenRequest? request)
    {
        var meter = Measure(request);
        return meter.Errors is { } errors
            ? OAuthError.InvalidInput(errors)
            : new FormRequest(request!.Format, GrantTypes.Of(request.Grant)!, Write(request, meter.FormLength));
    }

    private static FieldMeter Measure(TokenRequest? request)
    {
        var meter = new FieldMeter();
        if (request is null)
        {
            meter.Add(FieldErrors.Absent(FieldNames.Request, isNull: true));
            return meter;
        }

        if (request.Format is not (WireFormat.Form or WireFormat.Json))
        {
            meter.Add(FieldErrors.Bad(FieldNames.Format, FieldProblem.OutOfRange, index: 0));
        }

        RequestFields.Send(request, ref meter);
        return meter;
    }

    private static byte[] Write(TokenRequest request, int formLength)
    {
        if (request.Format == WireFormat.Json)
        {
            return WriteJson(request);
        }

        var body = new byte[formLength];
        var form = new FormBodyWriter(body);
        RequestFields.Send(request, ref form);
        return body;
    }

    private static byte[] WriteJson(TokenRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Json);
        writer.WriteStartObject();
        var json = new JsonBodyWriter(writer);
        RequestFields.Send(request, ref json);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
