using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional.Soak;

/// <summary>A run for people: a line a sample, a table, a CSV file, and curves.</summary>
internal static class Report
{
    private const int Width = 300;
    private const int Height = 110;
    private const int Columns = 3;
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

    /// <summary>A panel for each measure, from zero up, with the warm-up in grey.</summary>
    internal static string Svg(SoakResult result)
    {
        var rows = (Measure.All.Count + Columns - 1) / Columns;
        var text = new StringBuilder(Text(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Columns * Width} {rows * Height}" font-family="sans-serif" font-size="10">
            <rect width="100%" height="100%" fill="#fff"/>

            """));
        for (var i = 0; i < result.Verdicts.Count; i++)
        {
            text.Append(Text($"<g transform=\"translate({i % Columns * Width},{i / Columns * Height})\">"));
            text.Append(Panel(result.Verdicts[i], [.. result.Samples.Select(sample => sample.Values[i])])).Append("</g>\n");
        }

        return text.Append("</svg>\n").ToString();
    }

    private static string Panel(Verdict verdict, double[] values)
    {
        const int Left = 10, Top = 22, Inside = Width - 20, Tall = Height - 34;
        var (top, step) = (Math.Max(values.Max(), 1), Math.Max(1, values.Length / MostPoints));
        var points = values.Index().Where(value => value.Index % step == 0 || value.Index == values.Length - 1).Select(value => Text(
            $"{Left + (Inside * value.Index / (double)Math.Max(1, values.Length - 1)):0.#},{Top + (Tall * (1 - (value.Item / top))):0.#}"));
        return Text(
            $"""
            <text x="{Left}" y="14">{verdict.Measure.Name}: {verdict.Begin:0.#} to {verdict.End:0.#}, {Word(verdict)}</text>
            <rect x="{Left}" y="{Top}" width="{Inside / 5}" height="{Tall}" fill="#eee"/>
            <path d="M{Left} {Top}V{Top + Tall}H{Left + Inside}" fill="none" stroke="#999"/>
            <polyline points="{string.Join(' ', points)}" fill="none" stroke="{(verdict.Grows ? "#c00" : "#06c")}"/>
            """);
    }

    private static string Word(Verdict verdict) =>
        !verdict.Grows ? "flat" : verdict.Median > verdict.Measure.AtMost ? "TOO MANY" : "GROWS";

    private static string Named(Measure measure, double value) => Text($"{measure.Name} {value:0.#}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
