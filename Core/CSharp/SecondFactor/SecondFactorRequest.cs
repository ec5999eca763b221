using LanguageExt;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

// SecondFactorRequest = SecondFactorChallenge × SecondFactor
// Validate : SecondFactorRequest → Either<OAuthError, SecondFactorRequest>
// Encode   : SecondFactorRequest → Either<OAuthError, FormRequest>
// Decode   : FormRequest         → Either<OAuthError, SecondFactorRequest>      Decode(Encode(r)) == r
// Decode   : ReceivedRequest     → Either<OAuthError, SecondFactorRequest>

/// <summary>The second half of a password sign-in with two factors: <c>POST /mfa/verify</c>, whose reply contains the token (PODIO
/// 3.8).</summary>
/// <remarks>
/// An immutable value with value equality. Like a <see cref="TokenRequest"/>, it can be invalid. Always written as JSON, and without client
/// credentials: the challenge replaces them.
/// </remarks>
public sealed record SecondFactorRequest : IHasSecrets
{
    /// <summary>Creates a request without checking it.</summary>
    /// <param name="challenge">Podio's reply to the password.</param>
    /// <param name="factor">The code that the user provides.</param>
    public SecondFactorRequest(SecondFactorChallenge challenge, SecondFactor factor) => (Challenge, Factor) = (challenge, factor);

    /// <summary>Podio's reply to the password.</summary>
    public SecondFactorChallenge Challenge { get; init; }

    /// <summary>The code that the user provides.</summary>
    public SecondFactor Factor { get; init; }

    /// <summary>Returns the request if every field is valid; otherwise, an <see cref="InvalidInputError"/> with every invalid
    /// field.</summary>
    /// <remarks>A code is VSCHAR and the nonce UNICODECHARNOCRLF (RFC 6749 appendix A), each of at most 16,384 bytes of UTF-8.</remarks>
    /// <param name="request">The request. A null request, or a null in it, is reported as a field error.</param>
    public static Either<OAuthError, SecondFactorRequest> Validate(SecondFactorRequest? request) =>
        Encode(request).Map(_ => request!);

    /// <summary>Validates and encodes the request: <c>{"nonce":…,"otp":…}</c> or <c>{"nonce":…,"recoveryCode":…}</c>.</summary>
    /// <param name="request">The request. A null request, or a null in it, is reported as a field error.</param>
    public static Either<OAuthError, FormRequest> Encode(SecondFactorRequest? request)
    {
        var body = new BodyWriter(WireFormat.Json, stackalloc byte[BodyWriter.UsualLength]);
        if (request is null)
        {
            body.Add(FieldErrors.Absent(FieldNames.Request, isNull: true));
        }
        else
        {
            Field.Send(request.Challenge, ref body);
            (request.Factor ?? SecondFactor.OneTimeCode(null)).Send(ref body); // Without a factor, the one-time code is what is missing.
        }

        return body.Errors is { } errors ? OAuthError.InvalidInput(errors) : FormRequest.ForSecondFactor(body.ToBytes());
    }

    /// <summary>Decodes a request that <see cref="Encode"/> wrote: its left inverse.</summary>
    /// <param name="request">An encoded request. A token request is refused because of its path.</param>
    public static Either<OAuthError, SecondFactorRequest> Decode(FormRequest? request) => Decode(request?.AsReceived());

    /// <summary>Decodes a request that a server received.</summary>
    /// <remarks>
    /// Members may be in any order; unknown ones are ignored, and one without a value counts as omitted. Refused, with the member's name: a
    /// known member sent twice or of the wrong type, both codes at once, an <c>Authorization</c> header, the wrong method, path or content
    /// type, a body over 1 MiB.</remarks>
    /// <param name="request">The received request.</param>
    public static Either<OAuthError, SecondFactorRequest> Decode(ReceivedRequest? request)
    {
        if (request is null)
        {
            return OAuthError.InvalidInput([FieldErrors.Absent(FieldNames.Request, isNull: true)]);
        }

        var fields = new ReceivedFields(KnownFields);
        WireFormat? format = request.RevealPath() == FormRequest.SecondFactorPath ? WireFormat.Json : null;
        if (!RequestEnvelope.Check(request, format, fields))
        {
            return OAuthError.InvalidInput(fields.Errors);
        }

        JsonBodyReader.Read(request.AsMemory().Span, fields);
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

    private static FieldSet KnownFields { get; } = new([.. Field.Of<SecondFactorChallenge>(), .. SecondFactor.AllFields]);

    IEnumerable<Secret> IHasSecrets.Secrets => Field.SecretsOf(Challenge).Concat(Factor.Secrets);

    private static SecondFactorRequest Build(ReceivedFields fields)
    {
        var challenge = new SecondFactorChallenge(((Secret?)fields[FieldNames.Nonce])!);
        return fields[FieldNames.RecoveryCode] is { } recoveryCode
            ? challenge.WithRecoveryCode(recoveryCode)
            : challenge.WithOneTimeCode(fields[FieldNames.OneTimeCode]);
    }
}
