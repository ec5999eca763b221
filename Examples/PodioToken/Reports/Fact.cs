using System.Text.Json.Nodes;

namespace PodioToken.Reports;

/// <summary>A fact to report, to a program by name and to a person by label. Without a label, it is only for programs.</summary>
/// <param name="Name">The member of the JSON object.</param>
/// <param name="Value">Its value.</param>
/// <param name="Label">The word before the text, or null.</param>
/// <param name="Text">The value for a person.</param>
internal sealed record Fact(string Name, JsonNode? Value, string? Label = null, string? Text = null)
{
    /// <summary>The time, if the value is one: it is formatted differently for a person at a terminal and for a script.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Whether it is omitted for programs, because the object contains it elsewhere.</summary>
    public bool IsForPeople { get; init; }

    // A record would print a token.
    public override string ToString() => Name;
}
