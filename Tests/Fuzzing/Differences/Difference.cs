using System.Text.Json;

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>What a reader makes of an input: values by name, where null means that the reader has no opinion; or null if it refuses the
/// input.</summary>
internal sealed record Reading(IReadOnlyDictionary<string, string?>? Values, string Why = "")
{
    /// <summary>A reader that gives up at anything that it can't read, even in a field that isn't needed.</summary>
    internal static Reading GivesUp { get; } = new(Values: null, nameof(GivesUp));

    internal static Reading Refused { get; } = new(Values: null);

    /// <summary>The result of a reader that may throw: at invalid JSON, at a NUL in a form, at half of a surrogate pair in a
    /// name.</summary>
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

    /// <summary>The text of another reader; null if it isn't UTF-8 (some repair the whole body first), or contains half of a surrogate
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

/// <summary>Our reader and another one, with the input on which they disagree.</summary>
internal sealed record Difference(string Peer, byte[] Input, Reading Ours, Reading Theirs)
{
    /// <summary>Whether ours refuses, for this reason, what the other accepts.</summary>
    internal bool IsRefused(string why) => Ours.Values is null && Theirs.Values is not null && Ours.Why.Split(' ').Contains(why);
}

/// <summary>A reason why ours is deliberately different.</summary>
internal sealed record Purpose(string Reason, Func<Difference, bool> Excuses)
{
    internal static IReadOnlyList<Purpose> All { get; } =
    [
        Refusal(nameof(FieldProblem.Duplicate), "Either of two values may be meant: other readers take the first or the last."),
        Refusal(nameof(FieldProblem.MalformedEscape), "Half an escape is a sender's mistake. Kept, it would be a different secret."),
        Refusal(nameof(FieldProblem.InvalidUtf8), "Repaired text isn't what was typed. It would be rejected later as a wrong password."),
        Refusal(nameof(FieldProblem.OutOfRange), "A number has one spelling, so that two requests for one app are the same."),
        Refusal(nameof(FieldProblem.WrongType), "A secret that is a number or a list isn't the one that was meant."),
        Refusal(nameof(MalformedReplyProblem.InvalidCharacter), "A token outside VSCHAR could split a header (RFC 6749 A.12)."),
        Refusal(nameof(MalformedReplyProblem.UnsupportedTokenType), "A token of a type other than bearer can't be used."),
        Refusal(nameof(MalformedReplyProblem.Contradictory), "A token beside an error can't be trusted."),
        new(
            "An unknown field is ignored (RFC 6749 3.2, PODIO 3.7): others give up at a NUL or half a pair.",
            it => it.Theirs == Reading.GivesUp),
        new(
            "An octet may be escaped or not (RFC 3986 2.1): the form reader repairs a partly escaped sequence of UTF-8.",
            it => it is { Ours.Values: not null, Theirs.Values: not null } && it.Theirs.Values.Values.Any(IsMended)),
    ];

    /// <summary>Whether both agree.</summary>
    internal static bool Agree(Reading ours, Reading theirs) => (ours.Values, theirs.Values) switch
    {
        (null, null) => true,
        ({ } one, { } other) => other.All(it => it.Value is null || it.Value == one.GetValueOrDefault(it.Key)),
        _ => false,
    };

    private static bool IsMended(string? form) => form?.Contains("%EF%BF%BD", StringComparison.Ordinal) == true;

    private static Purpose Refusal(string why, string reason) => new(reason, it => it.IsRefused(why));
}
