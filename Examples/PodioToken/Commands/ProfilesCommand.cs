using System.CommandLine;
using System.Text.Json.Nodes;
using PodioToken.Profiles;
using PodioToken.Reports;

namespace PodioToken.Commands;

/// <summary>Lists the profiles by their settings. Opens no store.</summary>
internal sealed class ProfilesCommand(Surroundings surroundings)
    : ToolCommand("profiles", "Lists the profiles. Asks nobody.", surroundings)
{
    protected override Task<Outcome> RunAsync(ParseResult parsed, Teller teller, CancellationToken cancellationToken)
    {
        var folder = Surroundings.Profiles;
        var entries = folder.Names.Select(name => (Name: name, Profile: Read(folder, name))).ToArray();
        var width = entries.Select(entry => entry.Name.Length).DefaultIfEmpty().Max() + 2;
        return Task.FromResult(Outcome.Done(
            "profiles",
            new Fact("profiles", new JsonArray([.. entries.Select(entry => (JsonNode)Json(entry.Name, entry.Profile))]))) with
        {
            Raw = string.Concat(entries.Select(entry => $"{entry.Name.PadRight(width)}{Line(entry.Profile)}\n")),
        });
    }

    // A file that is no profile is one of the list: to be told, and no reason to hide the others.
    private static Profile? Read(ProfileFolder folder, string name)
    {
        try
        {
            return folder.Find(name);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static JsonObject Json(string name, Profile? profile) => profile is null
        ? new JsonObject { ["profile"] = name, ["outcome"] = ExitCode.WordOf(ExitCode.Foreign) }
        : new JsonObject([.. LoginFacts.Of(profile).Select(fact => KeyValuePair.Create(fact.Name, fact.Value))]);

    private static string Line(Profile? profile) => profile is null
        ? "cannot be read: its file is none of this tool's"
        : string.Join("  ", LoginFacts.Of(profile).Skip(1).Select(fact => fact.Text));
}
