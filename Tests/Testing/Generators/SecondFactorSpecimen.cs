using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional.Serving;

/// <summary>A generated, valid answer to a second-factor challenge that prints itself as C#, like a <see cref="Specimen"/>.</summary>
public sealed class SecondFactorSpecimen
{
    private SecondFactorSpecimen(SecondFactorRequest request) => Request = request;

    /// <summary>The request.</summary>
    public SecondFactorRequest Request { get; }

    /// <summary>Valid requests of both factors, biased toward what breaks encoders, with a shrinker that keeps them valid.</summary>
    public static Arbitrary<SecondFactorSpecimen> Arbitrary() => Arb.From(
        Requests.SecondFactor.Select(request => new SecondFactorSpecimen(request)),
        specimen => Simpler(specimen.Request).Select(request => new SecondFactorSpecimen(request)));

    /// <summary>Returns the C# expression that creates the request. Reveals every value.</summary>
    public override string ToString() => RequestText.Of(Request);

    private static IEnumerable<SecondFactorRequest> Simpler(SecondFactorRequest request) =>
    [
        .. Shrinks.Of(request.Challenge.ServerNonce.Reveal())
            .Where(text => FieldGrammar.ProblemsOf(FieldNames.Nonce, text).Count == 0)
            .Select(text => request with { Challenge = new SecondFactorChallenge(text) }),
        .. request.Factor.Match(
            oneTimeCode: factor => Simpler(factor.Code).Select(request.Challenge.WithOneTimeCode),
            recoveryCode: factor => Simpler(factor.Code).Select(request.Challenge.WithRecoveryCode)),
    ];

    private static IEnumerable<Secret> Simpler(Secret code) => Shrinks.Of(code.Reveal())
        .Where(text => FieldGrammar.ProblemsOf(FieldNames.OneTimeCode, text).Count == 0)
        .Select(text => new Secret(text));
}
