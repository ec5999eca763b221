namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Writes lines as they come, so that who waits for a long run sees each.</summary>
internal static class Lines
{
    internal static void WriteLines(this TextWriter output, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            output.WriteLine(line);
        }
    }
}
