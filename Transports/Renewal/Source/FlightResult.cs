using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>How a flight ended. No record: an Either is never compared.</summary>
/// <param name="known">What is known now.</param>
/// <param name="answer">The token, or why there is none.</param>
/// <param name="told">What is to be told, given whether an old token is served instead; null for nothing.</param>
internal sealed class FlightResult(Known known, Either<TokenSourceError, Token> answer, Func<bool, RenewalEvent>? told = null)
{
    internal Known Known => known;

    internal Either<TokenSourceError, Token> Answer => answer;

    internal Func<bool, RenewalEvent>? Told => told;
}
