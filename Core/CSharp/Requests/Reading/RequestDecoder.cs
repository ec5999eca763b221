using LanguageExt;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>Reads a <see cref="TokenRequest"/> from what a server received.</summary>
internal static class RequestDecoder
{
    internal static Either<OAuthError, TokenRequest> Decode(ReceivedRequest? request)
    {
        if (request is null)
        {
            return OAuthError.InvalidInput([FieldErrors.Absent(FieldNames.Request, isNull: true)]);
        }

        var fields = new ReceivedFields(TokenRequest.KnownFields);
        var path = FormatOf(request.RevealPath());
        if (!RequestEnvelope.Check(request, path, fields) || path is not { } format)
        {
            return OAuthError.InvalidInput(fields.Errors);
        }

        ReadBody(request, format, fields);
        BasicCredentials.Read(request.Authorization, fields);
        return fields.Errors.Count > 0 ? OAuthError.InvalidInput(fields.Errors) : Build(fields, format);
    }

    private static WireFormat? FormatOf(string? path) => path switch
    {
        FormRequest.TokenFormPath => WireFormat.Form,
        FormRequest.TokenJsonPath => WireFormat.Json,
        _ => null,
    };

    private static void ReadBody(ReceivedRequest request, WireFormat format, ReceivedFields fields)
    {
        if (format == WireFormat.Json)
        {
            JsonBodyReader.Read(request.AsMemory().Span, fields);
        }
        else
        {
            FormBodyReader.Read(request.AsMemory().Span, fields);
        }
    }

    private static Either<OAuthError, TokenRequest> Build(ReceivedFields fields, WireFormat format)
    {
        var request = new TokenRequest(
            new ClientCredentials(fields[FieldNames.ClientId], fields[FieldNames.ClientSecret]), ReadGrant(fields)!, format);
        var problems = TokenRequest.ErrorsOf(request);
        return problems is null && fields.Errors.Count == 0 ? request : OAuthError.InvalidInput(
            [.. fields.Errors, .. (problems ?? []).Where(problem => fields.Errors.All(said => said.Field != problem.Field))]);
    }

    private static Grant? ReadGrant(ReceivedFields fields)
    {
        var grantType = fields[FieldNames.GrantType];
        var kind = Grant.Kinds.FirstOrDefault(kind => kind.GrantType == grantType);
        if (kind is null && grantType is not null)
        {
            fields.Refuse(FieldNames.GrantType, FieldProblem.UnknownGrantType);
        }

        return kind?.Read(fields);
    }
}
