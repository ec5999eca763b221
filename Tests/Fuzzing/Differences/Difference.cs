using System.Text.Json;

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>What a reader makes of an input: values by name, of which null is one that it has no say in; or null where it refuses
/// it.</summary>
internal sealed record Reading(IReadOnlyDictionary<string, string?>? Values, string Why = "")
{
    /// <summary>A reader that gives up where it meets something that it cannot read, be it in a field that nobody asks for.</summary>
    internal static Reading GivesUp { get; } = new(Values: null, nameof(GivesUp));

    internal static Reading Refused { get; } = new(Values: null);

    /// <summary>What a reader says that throws: at what is no JSON, at a NUL in a form, at half of a surrogate pair in a name.</summary>
    internal static Reading By(Func<Reading> read)
    {
        try
        {
            return read();
        }
        catch (JsonException)
        {
            return Refused;
        }
        catch (Exception exception) when (exception is InvalidOperationException or InvalidDataException)
        {
            return GivesUp;
        }
    }

    /// <summary>A text of somebody else's; null for one that is not UTF-8 (some mend the whole body first), or holds half of a surrogate
    /// pair.</summary>
    internal static string? TextOf(JsonElement value, bool mayBeMended = false)
    {
        try
        {
            return value.ToString() is var text && text.Contains('\uFFFD') && !mayBeMended ? null : text;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>Two readers, ours and another, and the input on which they disagree.</summary>
internal sealed record Difference(string Peer, byte[] Input, Reading Ours, Reading Theirs)
{
    /// <summary>Whether ours refuses what the other reads, because of this.</summary>
    internal bool IsRefused(string why) => Ours.Values is null && Theirs.Values is not null && Ours.Why.Split(' ').Contains(why);
}

/// <summary>Why ours is different on purpose.</summary>
internal sealed record Purpose(string Reason, Func<Difference, bool> Excuses)
{
    internal static IReadOnlyList<Purpose> All { get; } =
    [
        Refusal(nameof(FieldProblem.Duplicate), "Of two values nobody knows which holds: the other readers take the first or the last."),
        Refusal(nameof(FieldProblem.MalformedEscape), "Half an escape is a sender's mistake: left as it stands it is another secret."),
        Refusal(nameof(FieldProblem.InvalidUtf8), "Mended text is not what was typed: it would be refused later as a wrong password."),
        Refusal(nameof(FieldProblem.OutOfRange), "A number has one spelling, so that two requests for one app are the same."),
        Refusal(nameof(FieldProblem.WrongType), "A secret that is a number or a list is not the one that was meant."),
        Refusal(nameof(MalformedReplyProblem.InvalidCharacter), "A token outside VSCHAR could split a header (RFC 6749 A.12)."),
        Refusal(nameof(MalformedReplyProblem.UnsupportedTokenType), "A token of another type than bearer cannot be used."),
        Refusal(nameof(MalformedReplyProblem.Contradictory), "With an error beside it, a token is not to be believed."),
        new(
            "A field that nobody reads is nobody's business (RFC 6749 3.2, PODIO 3.7): others give up at a NUL or half a pair.",
            it => it.Theirs == Reading.GivesUp),
        new(
            "An octet may be escaped or not (RFC 3986 2.1): the form reader mends a sequence of UTF-8 that is escaped in part.",
            it => it is { Ours.Values: not null, Theirs.Values: not null } && it.Theirs.Values.Values.Any(IsMended)),
    ];

    /// <summary>Whether both say the same.</summary>
    internal static bool Agree(Reading ours, Reading theirs) => (ours.Values, theirs.Values) switch
    {
        (null, null) => true,
        ({ } one, { } other) => other.All(it => it.Value is null || it.Value == one.GetValueOrDefault(it.Key)),
        _ => false,
    };

    private static bool IsMended(string? form) => form?.Contains("%EF%BF%BD", StringComparison.Ordinal) == true;

    private static Purpose Refusal(string why, string reason) => new(reason, it => it.IsRefused(why));
}
