using System.CommandLine;
using System.Text.Json.Nodes;
using PodioToken.Profiles;
using PodioToken.Reports;
using PodioToken.Saving;
using PodioToken.Settings;
using PodioToken.Storing;

namespace PodioToken.Commands;

/// <summary>Lists the profiles with account, host and expiry, and marks the current one. Changes nothing.</summary>
internal sealed class ProfilesCommand(Surroundings surroundings)
    : ToolCommand("profiles", "List the profiles; the one in use is marked with a star (offline).", surroundings)
{
    public override IReadOnlyList<Variable> Variables => [Variable.Profile, Variable.Home];

    protected override async Task<Outcome> RunAsync(ParseResult parsed, Teller teller, CancellationToken cancellationToken)
    {
        var current = CurrentProfile.Of(option: null, Surroundings.Environment, Surroundings.Folders).Name;
        List<(JsonObject Json, string[] Cells)> rows = [];
        foreach (var name in Surroundings.Profiles.Names)
        {
            rows.Add(await RowAsync(name, name == current, teller, cancellationToken));
        }

        int[] widths = [.. Enumerable.Range(0, 3).Select(column => rows.Select(row => row.Cells[column].Length).DefaultIfEmpty().Max())];
        return Outcome.Done("profiles", new Fact("profiles", new JsonArray([.. rows.Select(row => (JsonNode)row.Json)]))) with
        {
            Raw = rows.Count == 0
                ? "There are no profiles. To sign in: podio-token login\n"
                : string.Concat(rows.Select(row =>
                    $"{string.Join("  ", row.Cells.Zip([.. widths, 0], (cell, width) => cell.PadRight(width))).TrimEnd()}\n")),
        };
    }

    // A file that isn't a profile, or a store that can't be read, is listed too: it must be reported, and must not hide the others.
    private async Task<(JsonObject Json, string[] Cells)> RowAsync(
        string name, bool isCurrent, Teller teller, CancellationToken cancellationToken)
    {
        var marked = $"{(isCurrent ? "*" : " ")} {name}";
        try
        {
            var profile = Surroundings.Profiles.Find(name);
            if (profile is null)
            {
                return Broken(ExitCode.NoProfile, "was removed meanwhile"); // Another process has removed it.
            }

            var store = Stores.OpenToLook(profile.Store, Surroundings.Folders, Surroundings.Time);
            var look = await Look.AtAsync(profile, store, Surroundings.Time, cancellationToken);
            var outcome = look.Error is { } error ? Outcomes.Of(error, Surroundings.Time.GetUtcNow()).Word : "signed_in";
            Fact[] facts =
            [
                .. LoginFacts.Of(profile),
                new Fact("current", isCurrent),
                new Fact("outcome", outcome),
                .. look.Token is { } token ? LoginFacts.Of(token).Take(1) : [],
                .. LoginFacts.Of(look.ExpiresAt, look.RenewsAt).Take(1),
            ];
            return (
                new JsonObject(facts.Select(fact => KeyValuePair.Create(fact.Name, fact.Value))),
                [
                    marked,
                    look.Token is { } known ? Words.Reference(known.Reference) : "-",
                    profile.Endpoint.Api.Authority,
                    look.Error is null ? teller.TextOf(facts[^1]) : outcome.Replace('_', ' '),
                ]);
        }
        catch (InvalidDataException)
        {
            return Broken(ExitCode.Foreign, "can't be read: its file wasn't written by this tool");
        }
        catch (Exception exception) when (TokenFile.IsFailure(exception))
        {
            return Broken(ExitCode.Store, "its store can't be read (podio-token doctor)");
        }

        (JsonObject Json, string[] Cells) Broken(int code, string text) => (
            new JsonObject { ["profile"] = name, ["current"] = isCurrent, ["outcome"] = ExitCode.WordOf(code) }, [marked, "-", "-", text]);
    }
}
