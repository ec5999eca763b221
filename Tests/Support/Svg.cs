using System.Globalization;
using System.Security;
using System.Text;

namespace PodioOAuth.Functional.Support;

/// <summary>Curves as SVG: panels of one size in rows.</summary>
public static class Svg
{
    private const int Width = 300;
    private const int Height = 110;
    private const int Columns = 3;
    private const int Left = 10;
    private const int Top = 22;
    private const int Inside = Width - 20;
    private const int Tall = Height - 34;

    /// <summary>Draws the panels, three in a row.</summary>
    public static string Page(IReadOnlyList<string> panels)
    {
        var rows = (panels.Count + Columns - 1) / Columns;
        var text = new StringBuilder(Text(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Columns * Width} {rows * Height}" font-family="sans-serif" font-size="10">
            <rect width="100%" height="100%" fill="#fff"/>

            """));
        for (var i = 0; i < panels.Count; i++)
        {
            text.Append(Text($"<g transform=\"translate({i % Columns * Width},{i / Columns * Height})\">"));
            text.Append(panels[i]).Append("</g>\n");
        }

        return text.Append("</svg>\n").ToString();
    }

    /// <summary>Draws one panel: a title, axes and a curve.</summary>
    /// <param name="title">The title.</param>
    /// <param name="points">The curve: from 0 at the left to 1 at the right, and from 0 at the bottom to 1 at the top.</param>
    /// <param name="isAlarming">Whether the curve is red.</param>
    /// <param name="shaded">The share of the panel, from the left, that is gray.</param>
    public static string Panel(string title, IEnumerable<(double X, double Y)> points, bool isAlarming, double shaded = 0) => Text(
        $"""
        <text x="{Left}" y="14">{SecurityElement.Escape(title)}</text>
        <rect x="{Left}" y="{Top}" width="{Inside * shaded:0.#}" height="{Tall}" fill="#eee"/>
        <path d="M{Left} {Top}V{Top + Tall}H{Left + Inside}" fill="none" stroke="#999"/>
        <polyline points="{string.Join(' ', points.Select(Point))}" fill="none" stroke="{(isAlarming ? "#c00" : "#06c")}"/>
        """);

    private static string Point((double X, double Y) point) =>
        Text($"{Left + (Inside * point.X):0.#},{Top + (Tall * (1 - point.Y)):0.#}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
