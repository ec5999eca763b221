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

    /// <summary>What was found before anything was done, and is to be told first; null for nothing.</summary>
    internal RenewalEvent? Found { get; init; }

    internal Func<bool, RenewalEvent>? Told => told;

    internal FlightResult After(RenewalEvent found) => new(known, answer, told) { Found = found };

    internal static FlightResult Failed(Known known, TokenSourceError error) => new(known, error, isOldServed =>
        error is CoolingDownError cooling ? new CoolingDownEvent(cooling.Until) : new RenewalFailedEvent(error, isOldServed));
}
