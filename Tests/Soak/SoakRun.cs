using System.Collections.Concurrent;
using System.Diagnostics;

namespace PodioOAuth.Functional.Soak;

/// <summary>A deliberate leak, for the judge to find.</summary>
internal enum SeededLeak
{
    None = 0,

    /// <summary>Some API responses are kept, and never disposed.</summary>
    Responses,

    /// <summary>Some aren't disposed but left to the garbage collector, which closes their connections.</summary>
    Abandoned,

    /// <summary>Each person comes once, and no source is ever evicted.</summary>
    Sources,
}

/// <summary>The length and shape of a run.</summary>
internal sealed record SoakOptions
{
    /// <summary>The time after which no round starts. Zero for only <see cref="LeastRounds"/>.</summary>
    internal TimeSpan Length { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The minimum number of rounds: fewer can't show a trend.</summary>
    internal int LeastRounds { get; init; } = 12;

    /// <summary>The number of operations between two samples.</summary>
    internal int OperationsPerRound { get; init; } = 4000;

    /// <summary>Under way at once.</summary>
    internal int AtOnce { get; init; } = 16;

    /// <summary>The number of persons, who come repeatedly.</summary>
    internal int Persons { get; init; } = 300;

    internal SeededLeak Leak { get; init; }
}

/// <summary>The result of a run.</summary>
internal sealed record SoakResult(
    TimeSpan Length, IReadOnlyList<Sample> Samples, IReadOnlyDictionary<string, long> Outcomes, IReadOnlyList<Verdict> Verdicts)
{
    internal long Operations => Samples[^1].Operations;

    internal bool Grows => Verdicts.Any(verdict => verdict.Grows);
}

/// <summary>Runs rounds of the same work over one world, with a sample after each, when nothing is in progress.</summary>
internal static class SoakRun
{
    internal static async Task<SoakResult> RunAsync(SoakOptions options, Action<string> tell)
    {
        await using var world = await World.StartAsync(options);
        ConcurrentDictionary<string, long> outcomes = new(StringComparer.Ordinal);
        List<Sample> samples = [];
        var clock = Stopwatch.StartNew();
        long done = 0;
        while (samples.Count < options.LeastRounds || clock.Elapsed < options.Length)
        {
            await Parallel.ForAsync(
                done,
                done + options.OperationsPerRound,
                new ParallelOptions { MaxDegreeOfParallelism = options.AtOnce },
                async (number, _) => outcomes.AddOrUpdate(
                    await Operations.RunAsync(world, number), addValue: 1, (_, count) => count + 1));
            done += options.OperationsPerRound;
            world.EndRound();
            samples.Add(Sample.Take(world, clock.Elapsed, done));
            tell(Report.Line(samples[^1]));
        }

        return new SoakResult(clock.Elapsed, samples, outcomes, Judge.All(samples));
    }
}
