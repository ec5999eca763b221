using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PodioOAuth.Functional.Mutation;

/// <summary>Reads the mutants from Stryker's report: all that compile, that this operating system runs, and that aren't blocks around
/// others.</summary>
internal static partial class StrykerReport
{
    /// <summary>Reads the report.</summary>
    /// <param name="json">The report.</param>
    /// <param name="root">The folder that the file names are relative to.</param>
    internal static IReadOnlyList<Mutant> Read(string json, string root)
    {
        using var report = JsonDocument.Parse(json);
        var projectRoot = report.RootElement.GetProperty("projectRoot").GetString()!;
        return
        [
            .. report.RootElement.GetProperty("files").EnumerateObject().SelectMany(file => OfFile(
                Path.GetRelativePath(root, Path.Combine(projectRoot, file.Name)).Replace('\\', '/'),
                file.Value.GetProperty("source").GetString()!,
                file.Value.GetProperty("mutants").EnumerateArray())),
        ];
    }

    private static IEnumerable<Mutant> OfFile(string file, string source, IEnumerable<JsonElement> mutants)
    {
        var text = SourceText.From(source);
        var tree = CSharpSyntaxTree.ParseText(text).GetRoot();
        var seen = new Dictionary<string, int>();
        var compiled = mutants.Where(Compiles).OrderBy(Id).Select(mutant => (mutant, span: Span(mutant.GetProperty("location")))).ToList();
        foreach (var (mutant, span) in compiled)
        {
            // As in Stryker: a block that contains other mutants isn't emptied as a whole.
            if (IsBlock(mutant) && compiled.Any(other => other.mutant.GetRawText() != mutant.GetRawText() && span.Contains(other.span)))
            {
                continue;
            }

            var (original, replacement) = (OneLine(text.ToString(span)), OneLine(mutant.GetProperty("replacement").GetString()!));
            var changed = tree.FindNode(span, getInnermostNodeForTie: true);
            if (OtherSystem.Runs(changed))
            {
                continue;
            }

            var (member, mutator) = (Classification.MemberOf(changed), mutant.GetProperty("mutatorName").GetString()!);
            var reads = $"{member} | {original} → {replacement}";
            seen[reads] = seen.GetValueOrDefault(reads) + 1;
            yield return new Mutant(
                Id(mutant), file, text.Lines.GetLinePosition(span.Start).Line + 1, mutator, member, original, replacement, seen[reads],
                Classification.Of(changed, mutator));
        }

        TextSpan Span(JsonElement location) =>
            TextSpan.FromBounds(Position(location.GetProperty("start")), Position(location.GetProperty("end")));

        int Position(JsonElement place) =>
            text.Lines[place.GetProperty("line").GetInt32() - 1].Start + place.GetProperty("column").GetInt32() - 1;
    }

    private static bool Compiles(JsonElement mutant) => mutant.GetProperty("status").GetString() != "CompileError";

    private static bool IsBlock(JsonElement mutant) =>
        mutant.GetProperty("mutatorName").GetString()!.StartsWith("Block", StringComparison.Ordinal);

    private static int Id(JsonElement mutant) =>
        int.Parse(mutant.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Returns code with its line breaks normalized.</summary>
    internal static string OneLine(string code) => Blanks().Replace(code.Trim(), " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
