using LanguageExt;

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

        var fields = ReceivedFields.OfToken();
        var path = FormatOf(request.Path);
        if (!RequestEnvelope.Check(request, path, fields) || path is not { } format)
        {
            return OAuthError.InvalidInput(fields.Errors);
        }

        ReadBody(request, format, fields);
        BasicCredentials.Read(request.Authorization, fields);
        return fields.Errors.Count > 0
            ? OAuthError.InvalidInput(fields.Errors)
            : Build(fields, format).Bind(RequestEncoder.Validate);
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
            JsonBodyReader.Read(request.Body.Span, fields);
        }
        else
        {
            FormBodyReader.Read(request.Body.Span, fields);
        }
    }

    private static Either<OAuthError, TokenRequest> Build(ReceivedFields fields, WireFormat format)
    {
        var client = new ClientCredentials(fields[FieldNames.ClientId], fields[FieldNames.ClientSecret]);
        return BuildGrant(fields).Map(grant => new TokenRequest(client, grant, format));
    }

    private static Either<OAuthError, Grant> BuildGrant(ReceivedFields fields) => fields[FieldNames.GrantType] switch
    {
        GrantTypes.AuthorizationCode => Grant.AuthorizationCode(fields[FieldNames.Code], fields[FieldNames.RedirectUri]),
        GrantTypes.Password => Grant.Password(fields[FieldNames.Username], fields[FieldNames.Password]),
        GrantTypes.App => BuildApp(fields),
        GrantTypes.RefreshToken => Grant.RefreshToken(fields[FieldNames.RefreshToken]),
        null => OAuthError.InvalidInput([FieldErrors.Absent(FieldNames.GrantType, isNull: true), .. MissingClient(fields)]),
        _ => OAuthError.InvalidInput([FieldErrors.Bad(FieldNames.GrantType, FieldProblem.UnknownGrantType), .. MissingClient(fields)]),
    };

    private static Either<OAuthError, Grant> BuildApp(ReceivedFields fields)
    {
        if (fields[FieldNames.AppId] is { } text)
        {
            return AppIdText.TryRead(text, out var appId)
                ? Grant.App(appId, fields[FieldNames.AppToken])
                : OAuthError.InvalidInput([FieldErrors.Bad(FieldNames.AppId, FieldProblem.OutOfRange), .. MissingApp(fields)]);
        }

        return OAuthError.InvalidInput([FieldErrors.Absent(FieldNames.AppId, isNull: true), .. MissingApp(fields)]);
    }

    private static IEnumerable<FieldError> MissingApp(ReceivedFields fields) =>
        fields.MissingAmong(FieldNames.AppToken, FieldNames.ClientId, FieldNames.ClientSecret);

    private static IEnumerable<FieldError> MissingClient(ReceivedFields fields) =>
        fields.MissingAmong(FieldNames.ClientId, FieldNames.ClientSecret);
}
