using System.Text.Json.Nodes;

namespace PodioToken.Reports;

/// <summary>Something to tell: to a program by name, to a person by label. What has no label is for programs alone.</summary>
/// <param name="Name">The member of the JSON object.</param>
/// <param name="Value">Its value.</param>
/// <param name="Label">The word before the text, or null.</param>
/// <param name="Text">The value for a person.</param>
internal sealed record Fact(string Name, JsonNode? Value, string? Label = null, string? Text = null)
{
    /// <summary>The instant that it is about, where it is one: a person at a terminal reads it in another way than a script.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Whether a program is not told of it: it reads the same elsewhere in the object.</summary>
    public bool IsForPeople { get; init; }

    // A record would print a token.
    public override string ToString() => Name;
}
