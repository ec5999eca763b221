using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>The parts of a received request around its body: the method, the content type that the path requires, the size.</summary>
internal static class RequestEnvelope
{
    /// <summary>Records the problems; returns true if there are none.</summary>
    /// <param name="request">The received request.</param>
    /// <param name="format">The only format that the path accepts (PODIO 1.3); null if there is no such path.</param>
    /// <param name="fields">Receives the errors.</param>
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

/// <summary>Compares a <c>Content-Type</c> header with a media type (RFC 9110 §8.3.1), ignoring case and parameters.</summary>
internal static class MediaType
{
    internal static bool Is(string? header, string mediaType) =>
        header?.Split(';', 2)[0].AsSpan().Trim(" \t").Equals(mediaType, StringComparison.OrdinalIgnoreCase) == true;
}
