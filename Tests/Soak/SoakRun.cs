using System.Collections.Concurrent;
using System.Diagnostics;

namespace PodioOAuth.Functional.Soak;

/// <summary>A mistake that is made on purpose, so that the judge has something to find.</summary>
internal enum SeededLeak
{
    None = 0,

    /// <summary>Some responses of the API are kept, and never disposed.</summary>
    Responses,

    /// <summary>Some are not disposed, and left to the collector, which closes their connections.</summary>
    Abandoned,

    /// <summary>Each person comes once, and no source is ever forgotten.</summary>
    Sources,
}

/// <summary>How long to work, and how.</summary>
internal sealed record SoakOptions
{
    /// <summary>No round begins after this. Zero for <see cref="LeastRounds"/> alone.</summary>
    internal TimeSpan Length { get; init; } = TimeSpan.FromHours(1);

    /// <summary>So many rounds at least: fewer say nothing of a trend.</summary>
    internal int LeastRounds { get; init; } = 12;

    /// <summary>Between two samples.</summary>
    internal int OperationsPerRound { get; init; } = 4000;

    /// <summary>Under way at once.</summary>
    internal int AtOnce { get; init; } = 16;

    /// <summary>How many come, again and again.</summary>
    internal int Persons { get; init; } = 300;

    internal SeededLeak Leak { get; init; }
}

/// <summary>What a run came to.</summary>
internal sealed record SoakResult(
    TimeSpan Length, IReadOnlyList<Sample> Samples, IReadOnlyDictionary<string, long> Outcomes, IReadOnlyList<Verdict> Verdicts)
{
    internal long Operations => Samples[^1].Operations;

    internal bool Grows => Verdicts.Any(verdict => verdict.Grows);
}

/// <summary>Rounds of the same work over one world, with a sample after each while nothing is under way.</summary>
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
