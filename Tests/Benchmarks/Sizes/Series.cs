namespace PodioOAuth.Functional.Benchmarks;

/// <summary>The same work on more and more.</summary>
/// <param name="Name">The work.</param>
/// <param name="Unit">What there is more of.</param>
/// <param name="Sizes">How many, from few to many.</param>
/// <param name="At">The work on so many. It throws unless it does what it is to do.</param>
internal sealed record Series(string Name, string Unit, IReadOnlyList<int> Sizes, Func<int, Contender> At)
{
    /// <summary>Whether it is ours. What is not stands there for comparison.</summary>
    internal bool IsOurs { get; init; } = true;

    /// <summary>As <see cref="Figure.CauseOfMiss"/>.</summary>
    internal string? CauseOfMiss { get; init; }

    internal Curve Run(Pace pace)
    {
        Runner[] runners = [.. Sizes.Select(size => new Runner(At(size), pace.Slice))];
        Race.WarmUp(pace, runners);
        var slices = runners.Select(_ => new List<Slice>()).ToArray();
        for (var turn = 0; turn < pace.Rounds * pace.Turns; turn++)
        {
            // All sizes in turn: what slows the machine for a while slows each of them.
            for (var i = 0; i < runners.Length; i++)
            {
                slices[i].Add(runners[i].Run());
            }
        }

        return new(this, [.. Sizes.Zip(slices, CurvePoint.Of)]);
    }
}
