using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional.Site;

/// <summary>What came of a walk, as a table of the site's parts.</summary>
internal static class Report
{
    internal static string Text(SiteResult result)
    {
        var text = new StringBuilder();
        Line(text, $"{"part",-12} {"pages",6} {"looks",6} {"links",7} {"problems",9}");
        foreach (var part in result.Visits.GroupBy(visit => Part(visit.Path)).OrderBy(part => part.Key, StringComparer.Ordinal))
        {
            var problems = result.Problems.Count(problem => Part(problem.Path) == part.Key);
            Line(text, $"{part.Key,-12} {part.Count(),6} {part.Sum(it => it.Looks),6} {part.Sum(it => it.Links.Count),7} {problems,9}");
        }

        // A problem of the template is one of every page: each is told once.
        foreach (var same in result.Problems.GroupBy(problem => problem.Text).OrderByDescending(same => same.Count()))
        {
            var others = same.Count() > 1 ? $" and {same.Count() - 1} more" : "";
            Line(text, $"PROBLEM {same.First().Path}{others}: {same.Key}");
        }

        Line(text, $"{result.Files} files are linked to; {result.Length.TotalSeconds:0} s");
        Line(text, $"{result.Visits.Count} pages walked, {result.Problems.Count} problems");
        return text.ToString().TrimEnd();
    }

    private static string Part(string path) => path.Trim('/').Split('/') is [var part, _, ..] ? part : "front";

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
