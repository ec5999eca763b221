using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>What stands around a received body: the method, the content type that goes with the path, the size.</summary>
internal static class RequestEnvelope
{
    /// <summary>Notes what is wrong; true where nothing is.</summary>
    /// <param name="request">What was received.</param>
    /// <param name="format">The format that the path takes, and it alone (PODIO 1.3); null where there is no such path.</param>
    /// <param name="fields">Takes the errors.</param>
    internal static bool Check(ReceivedRequest request, WireFormat? format, ReceivedFields fields)
    {
        if (request.Method != "POST")
        {
            fields.Refuse(FieldNames.Method, FieldProblem.Unsupported);
        }

        if (format is null)
        {
            fields.Refuse(FieldNames.Path, FieldProblem.Unsupported);
        }
        else if (!MediaType.Is(request.RevealContentType(), FormRequest.ContentTypeOf(format.Value)))
        {
            fields.Refuse(FieldNames.ContentType, FieldProblem.Unsupported);
        }

        if (request.AsMemory().Length > HttpReply.MaxBodyBytes)
        {
            fields.Refuse(FieldNames.Body, FieldProblem.TooLong);
        }

        return fields.Errors.Count == 0;
    }
}

/// <summary>Compares a <c>Content-Type</c> header with a media type (RFC 9110 §8.3.1): without case, whatever the parameters.</summary>
internal static class MediaType
{
    internal static bool Is(string? header, string mediaType) =>
        header?.Split(';', 2)[0].AsSpan().Trim(" \t").Equals(mediaType, StringComparison.OrdinalIgnoreCase) == true;
}
