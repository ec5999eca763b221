using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional.Serving;

/// <summary>A reply of the control plane: JSON, or only a status.</summary>
internal sealed class ControlReply
{
    private readonly int _status;
    private readonly byte[] _json;

    private ControlReply(int status, byte[] json) => (_status, _json) = (status, json);

    /// <summary>The operation succeeded, and there is nothing to return.</summary>
    internal static ControlReply Done { get; } = new(StatusCodes.Status204NoContent, []);

    internal static ControlReply Of<T>(T value, JsonTypeInfo<T> type) =>
        new(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(value, type));

    internal static ControlReply Refuse(int status, string reason) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(new ErrorReplyBody(reason), ControlJson.Default.ErrorReplyBody));

    internal async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = _status;
        context.Response.Headers.CacheControl = "no-store";
        if (_json.Length > 0)
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = _json.Length;
            await context.Response.Body.WriteAsync(_json, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
