using System.Buffers;

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>The result of fuzzing a target.</summary>
internal sealed record FuzzResult(
    long Executions, int Corpus, int Edges, TimeSpan Slowest, long MostBytes, IReadOnlyList<Finding> Findings)
{
    internal static FuzzResult None { get; } = new(0, 0, 0, TimeSpan.Zero, 0, []);

    /// <summary>Combines two runs, the second of which continued from the corpus of the first.</summary>
    public static FuzzResult operator +(FuzzResult one, FuzzResult other) => new(
        one.Executions + other.Executions, Math.Max(one.Corpus, other.Corpus), Math.Max(one.Edges, other.Edges),
        one.Slowest > other.Slowest ? one.Slowest : other.Slowest, Math.Max(one.MostBytes, other.MostBytes),
        [.. one.Findings, .. other.Findings]);
}

/// <summary>The fuzzing loop: an input that reaches new code joins the corpus, from which the next inputs are made.</summary>
/// <remarks>Deterministic for a seed, as far as the target is.</remarks>
internal sealed class Fuzzer(FuzzTarget target, EdgeMap edges, int seed, Limits? limits = null)
{
    private const int MostAlike = 5;

    private readonly Limits _limits = limits ?? Limits.Default;
    private readonly Random _hand = new(seed);
    private readonly List<byte[]> _corpus = [];
    private readonly List<Finding> _findings = [];
    private TimeSpan _slowest;
    private long _mostBytes;

    /// <summary>Called before each execution, with its input and the number of executions so far.</summary>
    internal ReadOnlySpanAction<byte, long>? Begins { get; init; }

    /// <summary>Called with each input that joins the corpus and isn't a seed.</summary>
    internal Action<byte[]>? Joined { get; init; }

    /// <summary>Called with each finding; of similar ones, with a few.</summary>
    internal Action<Finding>? Found { get; init; }

    internal long Executions { get; private set; }

    /// <summary>Runs every input unchanged, then mutants of them, up to a total number of executions (but always every input).</summary>
    internal FuzzResult Run(IEnumerable<byte[]> inputs, long executions)
    {
        var mutator = new Mutator(_hand, target.Words);
        foreach (var input in inputs)
        {
            Execute(input);
            _corpus.Add(input);
        }

        while (Executions < executions)
        {
            var mutant = mutator.Mutate(Pick(), Pick());
            if (Execute(mutant))
            {
                var input = mutant.ToArray();
                _corpus.Add(input);
                Joined?.Invoke(input);
            }
        }

        return new(Executions, _corpus.Count, edges.Edges, _slowest, _mostBytes, _findings);
    }

    // Half of the time one of the newest: what is behind a new branch isn't known yet. Rarely a long one: it costs as much as a thousand
    // others.
    private byte[] Pick()
    {
        var from = _hand.Next(2) == 0 ? _corpus.Count - 1 - (_corpus.Count / 8) : 0;
        for (var tries = 0; ; tries++)
        {
            if (_corpus[_hand.Next(from, _corpus.Count)] is var input && (input.Length < 4096 || tries == 8))
            {
                return input;
            }

            from = 0;
        }
    }

    private bool Execute(ReadOnlySpan<byte> input)
    {
        Begins?.Invoke(input, Executions);
        Executions++;
        edges.Clear();
        var suspicious = TimeSpan.FromTicks(Math.Max(_slowest.Ticks, _limits.Time.Ticks / 20));
        var trial = Judge.Run(target, input, _limits, suspicious);
        _slowest = trial.Time > _slowest ? trial.Time : _slowest;
        _mostBytes = Math.Max(_mostBytes, trial.Bytes);
        if (trial.Wrong is { } wrong && _findings.Count(it => it.What == wrong) < MostAlike)
        {
            _findings.Add(new Finding(wrong, input.ToArray()));
            Found?.Invoke(_findings[^1]);
        }

        return edges.Merge();
    }
}
