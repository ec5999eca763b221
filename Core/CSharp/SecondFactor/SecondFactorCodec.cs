using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>Validates, writes and reads a <see cref="SecondFactorRequest"/>.</summary>
internal static class SecondFactorCodec
{
    internal static Either<OAuthError, SecondFactorRequest> Validate(SecondFactorRequest? request) =>
        Measure(request).Errors is { } errors ? OAuthError.InvalidInput(errors) : request!;

    internal static Either<OAuthError, FormRequest> Encode(SecondFactorRequest? request) => Measure(request).Errors is { } errors
        ? OAuthError.InvalidInput(errors)
        : FormRequest.ForSecondFactor(JsonBodyWriter.Write(new SecondFactorFields(request!)));

    internal static Either<OAuthError, SecondFactorRequest> Decode(ReceivedRequest? request)
    {
        if (request is null)
        {
            return OAuthError.InvalidInput([FieldErrors.Absent(FieldNames.Request, isNull: true)]);
        }

        var fields = ReceivedFields.OfSecondFactor();
        WireFormat? format = request.Path == FormRequest.SecondFactorPath ? WireFormat.Json : null;
        if (!RequestEnvelope.Check(request, format, fields))
        {
            return OAuthError.InvalidInput(fields.Errors);
        }

        JsonBodyReader.Read(request.Body.Span, fields);
        if (request.Authorization is not null)
        {
            fields.Refuse(FieldNames.Authorization, FieldProblem.Unsupported);
        }

        if (fields[FieldNames.OneTimeCode] is not null && fields[FieldNames.RecoveryCode] is not null)
        {
            fields.Refuse(FieldNames.RecoveryCode, FieldProblem.SentTwice);
        }

        return fields.Errors.Count > 0 ? OAuthError.InvalidInput(fields.Errors) : Validate(Build(fields));
    }

    private static SecondFactorRequest Build(ReceivedFields fields)
    {
        var challenge = new SecondFactorChallenge(((Secret?)fields[FieldNames.Nonce])!);
        return fields[FieldNames.RecoveryCode] is { } recoveryCode
            ? challenge.WithRecoveryCode(recoveryCode)
            : challenge.WithOneTimeCode(fields[FieldNames.OneTimeCode]);
    }

    private static FieldMeter Measure(SecondFactorRequest? request)
    {
        var meter = new FieldMeter();
        if (request is null)
        {
            meter.Add(FieldErrors.Absent(FieldNames.Request, isNull: true));
        }
        else
        {
            new SecondFactorFields(request).Send(ref meter);
        }

        return meter;
    }
}
