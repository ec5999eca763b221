using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace PodioOAuth.Functional.Serving;

/// <summary>Writes exchanges in the format of the corpus of replies (PODIO 8.2), and reads the request and reply of each.</summary>
internal static class RecordingJson
{
    private const string Separator = ": ";

    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, IndentSize = 1, NewLine = "\n" };

    internal static string Write(IReadOnlyList<RecordedExchange> exchanges)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartArray();
            for (var i = 0; i < exchanges.Count; i++)
            {
                Write(json, i + 1, exchanges[i]);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <exception cref="InvalidDataException">The text isn't a recording.</exception>
    internal static IReadOnlyList<RecordedExchange> Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. document.RootElement.EnumerateArray().Select(ReadAt)];
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The recording isn't valid JSON at line {exception.LineNumber + 1}.");
        }
        catch (InvalidOperationException)
        {
            throw new InvalidDataException("The recording isn't an array.");
        }
        catch (ArgumentException)
        {
            throw new InvalidDataException("The recording isn't valid text: it contains half of a surrogate pair.");
        }
    }

    private static void Write(Utf8JsonWriter json, int number, RecordedExchange exchange)
    {
        var kind = Redaction.KindOf(exchange.Request);
        var name = kind.Replace("grant_type=", "", StringComparison.Ordinal).Trim('/').Replace('/', '-').Replace('_', '-');
        json.WriteStartObject();
        json.WriteString("file", string.Create(CultureInfo.InvariantCulture, $"{number:000}-{name}.http"));
        json.WritePropertyName("status");
        WriteNumber(json, exchange.Reply?.Status);
        json.WriteString("http", exchange.Reply is null ? "broken" : "valid");
        json.WriteString("what", kind);
        json.WriteString("source", "recorded");
        RecordedOutcome.Write(json, exchange.Answer.Bind(TokenReply.Parse));
        WriteRequest(json, exchange.Request);
        if (exchange.Reply is { } reply)
        {
            WriteReply(json, reply);
        }
        else
        {
            json.WriteStartObject("unreachable");
            json.WriteString("reason", JsonNamingPolicy.SnakeCaseLower.ConvertName(exchange.Failure!.Reason.ToString()));
            json.WriteBoolean("may_have_been_processed", exchange.Failure.MayHaveBeenProcessed);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteRequest(Utf8JsonWriter json, ReceivedRequest request)
    {
        json.WriteStartObject("request");
        json.WriteString("method", request.Method);
        json.WriteString("path", request.RevealPath());
        json.WriteString("content_type", request.RevealContentType());
        WriteBody(json, request.AsMemory().Span);
        json.WriteEndObject();
    }

    private static void WriteReply(Utf8JsonWriter json, HttpReply reply)
    {
        json.WriteStartObject("reply");
        json.WriteStartArray("headers");
        foreach (var header in reply.RevealHeaders())
        {
            json.WriteStringValue(Encoding.UTF8.GetBytes(header.Key + Separator + header.Value)); // Half a surrogate pair would throw.
        }

        json.WriteEndArray();
        WriteBody(json, reply.AsMemory().Span);
        json.WriteBoolean("is_body_too_large", reply.IsBodyTooLarge);
        json.WriteEndObject();
    }

    // As text if it is text, so that a person can read the file.
    private static void WriteBody(Utf8JsonWriter json, ReadOnlySpan<byte> body)
    {
        if (Utf8.IsValid(body))
        {
            json.WriteString("body", body);
        }
        else
        {
            json.WriteBase64String("body_base64", body);
        }
    }

    internal static void WriteNumber(Utf8JsonWriter json, long? number)
    {
        if (number is { } value)
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static RecordedExchange ReadAt(JsonElement entry, int index)
    {
        try
        {
            var request = ReadRequest(entry.GetProperty("request"));
            return entry.TryGetProperty("unreachable", out var failure)
                ? new RecordedExchange(request, new UnreachableError(
                    ReadReason(failure.GetProperty("reason").GetString()),
                    failure.GetProperty("may_have_been_processed").GetBoolean()))
                : new RecordedExchange(request, ReadReply(entry.GetProperty("status").GetInt32(), entry.GetProperty("reply")));
        }
        catch (Exception exception) when (exception
            is InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"Entry {index + 1} of the recording is incomplete, or a member has the wrong type.");
        }
    }

    private static ReceivedRequest ReadRequest(JsonElement request) => new(
        request.GetProperty("method").GetString() ?? "",
        request.GetProperty("path").GetString() ?? "",
        request.GetProperty("content_type").GetString(),
        authorization: null,
        ReadBody(request));

    private static HttpReply ReadReply(int status, JsonElement reply)
    {
        var headers = reply.GetProperty("headers").EnumerateArray()
            .Select(header => ReadHeader(header.GetString() ?? ""))
            .ToLookup(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase);
        return new HttpReply(status, headers["Content-Type"].FirstOrDefault(), ReadBody(reply))
        {
            IsBodyTooLarge = reply.GetProperty("is_body_too_large").GetBoolean(),
            Date = headers["Date"].FirstOrDefault(),
            RequestId = headers["X-Podio-Request-Id"].FirstOrDefault(),
            Location = headers["Location"].FirstOrDefault(),
            WwwAuthenticate = headers["WWW-Authenticate"].FirstOrDefault(),
            RateLimitLimit = headers["X-Rate-Limit-Limit"].FirstOrDefault(),
            RateLimitRemaining = headers["X-Rate-Limit-Remaining"].FirstOrDefault(),
            RetryAfter = [.. headers["Retry-After"]],
        };
    }

    private static (string Name, string Value) ReadHeader(string header) => header.Split(Separator, 2) is [var name, var value]
        ? (name, value)
        : throw new FormatException("A header is a name, a colon, a space and a value.");

    private static UnreachableReason ReadReason(string? name) => Enum.GetValues<UnreachableReason>()
        .First(reason => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString()) == name);

    private static byte[] ReadBody(JsonElement part) => part.TryGetProperty("body_base64", out var base64)
        ? base64.GetBytesFromBase64()
        : Encoding.UTF8.GetBytes(part.GetProperty("body").GetString() ?? "");
}
