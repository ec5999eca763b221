namespace PodioOAuth.Functional.Corpus;

/// <summary>Where the corpus leaves a choice of outcomes (PODIO 8.3), this is the one taken, and why.</summary>
internal static class CorpusChoices
{
    private static readonly (string Numbers, string Outcome, string Why)[] All =
    [
        ("007", "token", "Podio sends one token type only: absent means bearer."),
        ("011", "token", "An empty refresh token is unusable, which is no reason to lose the access token."),
        ("017 018 020 021", "token", "The reference is a label: an unusable one is none."),
        ("025", "token", "A fraction of a second is rounded down, so that nothing outlives what Podio said."),
        ("026", "token", "A null lifetime is an unknown one (PODIO 7.11)."),
        ("027 028", "token", "Zero or less: already expired, which is what a caller can act upon (PODIO 7.11)."),
        ("030", "token", "Clamped to 100 years: the token is good, its lifetime is nonsense."),
        ("033", "token", "Blanks around the digits leave no doubt about the number."),
        ("038", "malformed", "A mac token cannot be used with a bearer header; saying so beats sending it."),
        ("056", "malformed", "JSON is UTF-8 (RFC 8259 8.1), whatever the label says."),
        ("060", "token", "The bytes are JSON, and no transport of ours asked for compression; the label is a proxy's slip."),
        ("072 073", "token", "What stands in an unknown member is nobody's business."),
        ("101", "token", "RFC 6749 A.12 takes the space; Podio, not we, must live with its header."),
        ("106", "malformed", "A refresh token that is a number would be lost silently otherwise."),
        ("107", "second_factor", "It is an outcome of its own (PODIO 7.10)."),
        ("108", "rejected", "The body is Podio's error envelope and says more than the status."),
        ("109", "malformed", "An error and a token contradict each other: neither is to be believed."),
        ("111 112", "malformed", "A redirect is no answer of the token endpoint."),
        ("140", "rejected", "The code is readable; the description counts as absent."),
        ("141", "rejected", "A number is a code all the same."),
        ("143", "malformed", "An object is no code."),
        ("148", "rejected", "The code is readable; the prose is mended."),
        ("150 151 158 164 166 168 170", "malformed", "Without an error code the status alone is a gateway's word, not Podio's."),
        ("195", "rate_limited", "The code says so, and waiting is what helps."),
        ("233 234", "unreachable", "A length in doubt leaves the end of the body in doubt: RFC 9112 6.3 has the reply dropped."),
        ("240", "malformed", "The framing is sound, and the JSON within it is cut."),
    ];

    /// <summary>The outcome that a file must have.</summary>
    internal static string OutcomeOf(CorpusEntry entry) =>
        entry.AlsoAcceptable.Count == 0
            ? entry.Outcome
            : Find(entry) ?? throw new InvalidOperationException($"{entry.File}: no choice taken.");

    /// <summary>The files that choices were taken for.</summary>
    internal static IEnumerable<string> Numbers => All.SelectMany(choice => choice.Numbers.Split(' '));

    private static string? Find(CorpusEntry entry) => All
        .Where(choice => choice.Numbers.Split(' ').Contains(entry.File[..3]))
        .Select(choice => choice.Outcome)
        .SingleOrDefault(outcome => outcome == entry.Outcome || entry.AlsoAcceptable.Contains(outcome));
}
