using LanguageExt;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

// SecondFactorRequest = SecondFactorChallenge × SecondFactor
// Validate : SecondFactorRequest → Either<OAuthError, SecondFactorRequest>
// Encode   : SecondFactorRequest → Either<OAuthError, FormRequest>
// Decode   : FormRequest         → Either<OAuthError, SecondFactorRequest>      Decode(Encode(r)) == r
// Decode   : ReceivedRequest     → Either<OAuthError, SecondFactorRequest>

/// <summary>The second half of a password sign-in with two factors: <c>POST /mfa/verify</c>, whose reply is the token (PODIO
/// 3.8).</summary>
/// <remarks>
/// An immutable value with value equality; it may be invalid, as a <see cref="TokenRequest"/> may. Written as JSON always, and without
/// client credentials: the challenge stands for them.
/// </remarks>
public sealed record SecondFactorRequest : IHasSecrets
{
    /// <summary>Puts a request together. Nothing is checked here.</summary>
    /// <param name="challenge">What Podio answered to the password.</param>
    /// <param name="factor">What the user shows.</param>
    public SecondFactorRequest(SecondFactorChallenge challenge, SecondFactor factor) => (Challenge, Factor) = (challenge, factor);

    /// <summary>What Podio answered to the password.</summary>
    public SecondFactorChallenge Challenge { get; init; }

    /// <summary>What the user shows.</summary>
    public SecondFactor Factor { get; init; }

    /// <summary>The request itself if every field is valid, else <see cref="InvalidInputError"/> with every field that is not.</summary>
    /// <remarks>A code is VSCHAR and the nonce UNICODECHARNOCRLF (RFC 6749 appendix A), each of at most 16,384 bytes of UTF-8.</remarks>
    /// <param name="request">The request. Null, or null within it, is a field error like any other.</param>
    public static Either<OAuthError, SecondFactorRequest> Validate(SecondFactorRequest? request) =>
        Measure(request).Errors is { } errors ? OAuthError.InvalidInput(errors) : request!;

    /// <summary>Validates the request and writes it: <c>{"nonce":…,"otp":…}</c> or <c>{"nonce":…,"recoveryCode":…}</c>.</summary>
    /// <param name="request">The request. Null, or null within it, is a field error like any other.</param>
    public static Either<OAuthError, FormRequest> Encode(SecondFactorRequest? request) =>
        Measure(request).Errors is { } errors ? OAuthError.InvalidInput(errors) : FormRequest.ForSecondFactor(request!.Write());

    /// <summary>Reads a request back from what <see cref="Encode"/> wrote: its left inverse.</summary>
    /// <param name="request">An encoded request. One for a token is refused by its path.</param>
    public static Either<OAuthError, SecondFactorRequest> Decode(FormRequest? request) => Decode(request?.AsReceived());

    /// <summary>Reads a request from what a server received.</summary>
    /// <remarks>
    /// Members in any order; unknown ones are ignored, and one without a value counts as omitted. Refused by name: a known member sent
    /// twice or of the wrong type, both codes at once, an <c>Authorization</c> header, the wrong method, path or content type, a body over
    /// 1 MiB.</remarks>
    /// <param name="request">What the server received.</param>
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

    private static FieldMeter Measure(SecondFactorRequest? request)
    {
        var meter = new FieldMeter();
        if (request is null)
        {
            meter.Add(FieldErrors.Absent(FieldNames.Request, isNull: true));
            return meter;
        }

        Field.Send(request.Challenge, ref meter);
        (request.Factor ?? SecondFactor.OneTimeCode(null)).Send(ref meter); // Without a factor, its usual code is what is missing.
        return meter;
    }

    private byte[] Write()
    {
        var json = JsonWriter.Start();
        Field.Send(Challenge, ref json);
        Factor.Send(ref json);
        return json.ToBody();
    }
}
