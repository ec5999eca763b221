using System.Text.RegularExpressions;

namespace PodioOAuth.Functional.Mutation;

/// <summary>The coverage of tests, and the code that it was measured on.</summary>
/// <param name="Everything">The fingerprint of all code, or nothing if only some tests were run.</param>
/// <param name="Product">The fingerprint of the mutated assembly.</param>
/// <param name="TestFiles">The hashes of the files of the tests.</param>
/// <param name="Coverage">The coverage.</param>
internal sealed partial record KnownCoverage(
    string Everything, string Product, IReadOnlyDictionary<string, string> TestFiles, Coverage Coverage)
{
    /// <summary>Whether a test, by name, belongs to a class in a file that has changed since.</summary>
    internal Func<string, bool> IsChanged(IReadOnlyDictionary<string, string> files, string root)
    {
        var classes = files.Where(it => TestFiles.GetValueOrDefault(it.Key) != it.Value)
            .SelectMany(it => Classes().Matches(File.ReadAllText(Path.Combine(root, it.Key))))
            .Select(match => match.Groups[1].Value)
            .ToHashSet();
        return name => name.Split('(')[0].Split('.') is [.., var type, _] && classes.Contains(type);
    }

    [GeneratedRegex(@"\bclass (\w+)")]
    private static partial Regex Classes();
}
