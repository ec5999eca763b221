using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>Validates and writes a <see cref="TokenRequest"/>: one pass to check and count, one to write.</summary>
internal static class RequestEncoder
{
    internal static Either<OAuthError, TokenRequest> Validate(TokenRequest? request) =>
        Measure(request).Errors is { } errors ? OAuthError.InvalidInput(errors) : request!;

    internal static Either<OAuthError, FormRequest> Encode(TokenRequest? request)
    {
        var meter = Measure(request);
        return meter.Errors is { } errors
            ? OAuthError.InvalidInput(errors)
            : FormRequest.ForToken(request!.Format, GrantTypes.Of(request.Grant)!, Write(request, meter.FormLength));
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

        new TokenRequestFields(request).Send(ref meter);
        return meter;
    }

    private static byte[] Write(TokenRequest request, int formLength) => request.Format == WireFormat.Json
        ? JsonBodyWriter.Write(new TokenRequestFields(request))
        : FormBodyWriter.Write(new TokenRequestFields(request), formLength);
}
