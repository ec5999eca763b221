namespace PodioOAuth.Functional.PodioToken.Tests.Serving;

/// <summary>What PODIO.md has on record, paragraph by paragraph.</summary>
internal static class PodioPaper
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "PODIO.md"));

    /// <summary>Gives a text back, having made sure that a paragraph has it word for word.</summary>
    public static string Says(string paragraph, string text)
    {
        Assert.Contains(text, Lines.Single(line => line.StartsWith($"{paragraph} ", StringComparison.Ordinal)), StringComparison.Ordinal);
        return text;
    }
}
