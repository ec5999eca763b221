namespace PodioOAuth.Functional.Renewal.Tests.Linearizability;

/// <summary>What is done to a cache: some of it one after the other, and then the rest by several threads at once.</summary>
/// <param name="Before">One after the other.</param>
/// <param name="Threads">What each thread does.</param>
internal sealed record History(IReadOnlyList<Deed> Before, IReadOnlyList<Deed>[] Threads)
{
    // No token that is got while the threads run ends before it is handed over: five of the longest take less than its eight hours.
    private static readonly int[] Minutes = [30, 60, 90];

    internal static History OfCallers(int count) =>
        new([], [.. Enumerable.Range(1, count).Select(caller => (IReadOnlyList<Deed>)[Call(caller)])]);

    /// <summary>Up to eight acts, and then four on two to four threads.</summary>
    internal static History Random(int seed)
    {
        var random = new Random(seed);
        var threads = Enumerable.Range(0, random.Next(2, 5)).Select(_ => new List<Deed>()).ToArray();
        var before = Enumerable.Range(1, random.Next(9)).Select(Act).ToList();
        for (var act = 0; act < 4; act++)
        {
            threads[act < threads.Length ? act : random.Next(threads.Length)].Add(Act(100 + act));
        }

        return new History(before, threads);

        Deed Act(int number)
        {
            var (refused, minutes) = (random.Next(2) == 0 ? CachedPath.Known : CachedPath.Unknown, Minutes[random.Next(Minutes.Length)]);
            return random.Next(8) switch
            {
                0 => new Deed($"token {refused} is refused", path => path.Refuse(refused)),
                1 or 2 => new Deed($"{minutes} minutes pass", path => path.Advance(TimeSpan.FromMinutes(minutes))),
                3 => new Deed("a call is limited", path => path.Limit()),
                _ => Call(number),
            };
        }
    }

    /// <summary>Runs it, interleaved by chance, and looks whether an order of the same acts comes to the same.</summary>
    internal bool IsOfSomeOrder(Func<CachedPath> begin, int seed, out string outcome)
    {
        var threads = new Interleaving(seed);
        var path = Begun(begin);
        path.Threads = threads;
        foreach (var acts in Threads)
        {
            threads.Start(() => Do(acts, path));
        }

        threads.Run();
        var told = path.End();
        outcome = told;
        return Orders([.. Threads.Select(acts => acts.ToArray())]).Any(order =>
        {
            var one = Begun(begin);
            Do(order, one);
            return one.End() == told;
        });
    }

    public override string ToString() => string.Join(", ", Before.Select(act => act.Name)) + "; then at once "
        + string.Join(" | ", Threads.Select(acts => string.Join(", ", acts.Select(act => act.Name))));

    private static Deed Call(int caller) => new($"#{caller} asks", path => path.Get(caller));

    private CachedPath Begun(Func<CachedPath> begin)
    {
        var path = begin();
        Do(Before, path);
        return path;
    }

    private static void Do(IEnumerable<Deed> acts, CachedPath path)
    {
        foreach (var act in acts)
        {
            act.Do(path);
        }
    }

    // All in which each thread's acts keep their order.
    private static IEnumerable<IEnumerable<Deed>> Orders(Deed[][] threads) =>
        threads.All(acts => acts.Length == 0)
            ? [[]]
            : threads.SelectMany((acts, index) => acts.Length == 0
                ? []
                : Orders([.. threads.Select((other, at) => at == index ? other[1..] : other)]).Select(rest => rest.Prepend(acts[0])));
}

/// <summary>Something that is done to a cache.</summary>
internal sealed record Deed(string Name, Action<CachedPath> Do);
