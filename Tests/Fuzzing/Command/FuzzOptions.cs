using System.Globalization;

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>The options of <c>run</c>.</summary>
internal sealed record FuzzOptions(long Executions, int Cores, IReadOnlyList<FuzzTarget> Targets)
{
    internal static FuzzOptions Default { get; } = new(20_000_000, Cores: 2, FuzzTarget.All);

    /// <summary>Parses the options; null if they are invalid.</summary>
    internal static FuzzOptions? Read(ReadOnlySpan<string> arguments, FuzzOptions options) => arguments switch
    {
        [] => options,
        ["--target", var name, .. var rest] when FuzzTarget.Find(name) is { } target => Read(rest, options with { Targets = [target] }),
        ["--executions", var text, .. var rest] when Number(text) is { } number => Read(rest, options with { Executions = number }),
        ["--cores", var text, .. var rest] when Number(text) is { } number => Read(rest, options with { Cores = number }),
        _ => null,
    };

    /// <summary>Returns the share of the executions for a target.</summary>
    internal long ExecutionsOf(FuzzTarget target) => Math.Max(1, Executions * target.Weight / Targets.Sum(it => it.Weight));

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
