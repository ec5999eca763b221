namespace PodioOAuth.Functional.Benchmarks;

/// <summary>What to run, and where it goes.</summary>
/// <param name="Quick">In the short form.</param>
/// <param name="Only">What the titles of the tables to run contain; empty for all.</param>
/// <param name="IsNative">With the programs that have to be published with Native AOT first.</param>
/// <param name="IsWritten">Into <see cref="ResultsFile"/> as well.</param>
internal sealed record RatiosOptions(bool Quick = false, string Only = "", bool IsNative = false, bool IsWritten = false)
{
    internal const string Usage = "usage: ratios [--quick] [--only PART-OF-A-TITLE] [--native] [--write]";

    /// <summary>Returns null if there is anything that is no option.</summary>
    internal static RatiosOptions? Parse(ReadOnlySpan<string> arguments) => Parse(new(), arguments);

    internal bool Wants(string title) => title.Contains(Only, StringComparison.OrdinalIgnoreCase);

    private static RatiosOptions? Parse(RatiosOptions options, ReadOnlySpan<string> arguments) => arguments switch
    {
        [] => options,
        ["--quick", .. var rest] => Parse(options with { Quick = true }, rest),
        ["--native", .. var rest] => Parse(options with { IsNative = true }, rest),
        ["--write", .. var rest] => Parse(options with { IsWritten = true }, rest),
        ["--only", var part, .. var rest] => Parse(options with { Only = part }, rest),
        _ => null,
    };
}
