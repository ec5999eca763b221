using System.Text.Json.Nodes;

namespace PodioToken.Reports;

/// <summary>Combines the outcomes of all profiles: each is reported, and the exit code is the worst one.</summary>
internal static class AllOutcomes
{
    /// <summary>The outcome of all.</summary>
    /// <param name="all">Each with the profile's name.</param>
    /// <param name="teller">Formats times for people.</param>
    public static Outcome Of(IReadOnlyList<(string Name, Outcome Outcome)> all, Teller teller)
    {
        var worst = all.Select(one => one.Outcome).MaxBy(outcome => outcome.ExitCode);
        return new Outcome(
            worst?.Word ?? "profiles",
            worst?.ExitCode ?? ExitCode.Done,
            Sentence: null,
            [
                new Fact("profiles", new JsonArray([.. all.Select(one => (JsonNode)Json(one.Name, one.Outcome))])),
                .. all.Select(one => new Fact(one.Name, Value: null, one.Name, Line(one.Outcome, teller)) { IsForPeople = true }),
            ])
        {
            Headline = all.Count == 0 ? "There are no profiles. To sign in: podio-token login" : null,
        };
    }

    private static JsonObject Json(string name, Outcome outcome)
    {
        var json = Teller.ToJson(outcome);
        json["profile"] = name;
        return json;
    }

    private static string Line(Outcome outcome, Teller teller) => (outcome.Sentence ?? outcome.Headline ?? outcome.Word)
        + (outcome.Facts.FirstOrDefault(fact => fact is { Name: "expires_at", At: not null }) is { } end
            ? $" Expires {teller.TextOf(end)}."
            : "");
}
