namespace PodioOAuth.Functional;

// SpentCode = hash × outcome × earlier?

/// <summary>A record of an authorization code that was sent, so that it isn't sent again (RFC 6749 §4.1.2).</summary>
/// <param name="Hash">The code's SHA-256 in hexadecimal.</param>
/// <param name="Outcome">The result of the request.</param>
/// <param name="Earlier">The code that was sent before, or null.</param>
internal sealed record SpentCode(string Hash, CodeOutcome Outcome = CodeOutcome.Unknown, SpentCode? Earlier = null)
{
    // A code should be valid for ten minutes at most (RFC 6749 §4.1.2), in which a person hardly signs in more often.
    private const int Most = 8;

    /// <summary>Joins what two records have, the newer one first. An outcome that either of them knows takes precedence.</summary>
    internal static SpentCode? Joined(SpentCode? newer, SpentCode? older) =>
        newer is null ? older
        : older is null ? newer
        : newer.All().Concat(older.All()).GroupBy(code => code.Hash).Take(Most)
            .Select(same => same.FirstOrDefault(code => code.Outcome != CodeOutcome.Unknown) ?? same.First())
            .Reverse().Aggregate(default(SpentCode), (earlier, code) => code with { Earlier = earlier });

    /// <summary>Returns the record of the code with this hash; null if it wasn't sent.</summary>
    internal SpentCode? Of(string hash) => All().FirstOrDefault(code => code.Hash == hash);

    private IEnumerable<SpentCode> All()
    {
        for (var code = this; code is not null; code = code.Earlier)
        {
            yield return code;
        }
    }
}

/// <summary>Specifies the result of a request with an authorization code.</summary>
internal enum CodeOutcome
{
    /// <summary>Its reply was lost or inconclusive.</summary>
    Unknown = 0,

    /// <summary>It produced a login.</summary>
    Granted,

    /// <summary>Podio rejected it.</summary>
    Rejected,
}
