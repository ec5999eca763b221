using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional.Soak;

/// <summary>Reports a run to people: one line per sample, a table, a CSV file, and curves.</summary>
internal static class Report
{
    private const int MostPoints = 120;

    internal static string Line(Sample sample) => Text(
        $"{sample.At:hh\\:mm\\:ss} {sample.Operations,9} operations: {string.Join(", ", Measure.All.Zip(sample.Values, Named))}");

    internal static string Csv(SoakResult result)
    {
        var text = new StringBuilder("seconds,operations");
        foreach (var measure in Measure.All)
        {
            text.Append(Text($",\"{measure.Name}\""));
        }

        foreach (var sample in result.Samples)
        {
            text.Append(Text($"\n{sample.At.TotalSeconds:0.0},{sample.Operations}"));
            text.AppendJoin("", sample.Values.Select(value => Text($",{value:0.##}")));
        }

        return text.Append('\n').ToString();
    }

    internal static string Text(SoakResult result)
    {
        var text = new StringBuilder();
        text.AppendLine(Text(
            $"{result.Operations:#,0} operations and {result.Samples.Count} samples in {result.Length.TotalMinutes:0.0} minutes"));
        text.AppendLine().AppendLine("| measure | begin | end | growth | allowed | z | |").AppendLine("|---|--:|--:|--:|--:|--:|---|");
        foreach (var it in result.Verdicts)
        {
            text.Append(Text(
                $"| {it.Measure.Name} | {it.Begin:0.#} | {it.End:0.#} | {it.Growth:0.#} | {it.Allowed:0.#} | {it.Certainty:0.0} "));
            text.AppendLine(Text($"| {Word(it)} |"));
        }

        text.AppendLine();
        foreach (var (outcome, count) in result.Outcomes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.AppendLine(Text($"{count,10:#,0} {outcome}"));
        }

        return text.ToString();
    }

    /// <summary>Draws one panel per measure, starting at zero, with the warm-up in gray.</summary>
    internal static string Svg(SoakResult result) => Support.Svg.Page(
        [.. result.Verdicts.Select((verdict, i) => Panel(verdict, [.. result.Samples.Select(sample => sample.Values[i])]))]);

    private static string Panel(Verdict verdict, double[] values)
    {
        var (top, step, last) = (Math.Max(values.Max(), 1), Math.Max(1, values.Length / MostPoints), values.Length - 1);
        return Support.Svg.Panel(
            Text($"{verdict.Measure.Name}: {verdict.Begin:0.#} to {verdict.End:0.#}, {Word(verdict)}"),
            from value in values.Index()
            where value.Index % step == 0 || value.Index == last
            select (value.Index / (double)Math.Max(1, last), value.Item / top),
            verdict.Grows,
            shaded: 0.2);
    }

    private static string Word(Verdict verdict) =>
        !verdict.Grows ? "flat" : verdict.Median > verdict.Measure.AtMost ? "TOO MANY" : "GROWS";

    private static string Named(Measure measure, double value) => Text($"{measure.Name} {value:0.#}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
