using System.Globalization;
using System.Text.Json;

namespace PodioOAuth.Functional.Mutation;

/// <summary>The process that runs tests. It is stored next to them, and executes the orders in its input.</summary>
internal sealed class Worker : IDisposable
{
    private readonly TextWriter _output;
    private readonly TestAssembly _tests;
    private readonly MutantSwitch _mutants;
    private readonly HashSet<string> _warm = []; // The tests that have run without a mutant.
    private readonly HashSet<int> _seen = [];

    // A mutant of a static initializer must be active before it runs.
    private readonly bool _isFromStart;

    private Worker(TextWriter output, string mutated, string tests, int? fromStart)
    {
        _output = output;
        _mutants = new MutantSwitch(mutated);
        _isFromStart = fromStart >= 0;
        if (fromStart == Order.Cover)
        {
            _mutants.Record();
        }
        else if (fromStart is { } mutant)
        {
            _mutants.Set(mutant);
        }

        _tests = new TestAssembly(tests);
    }

    /// <summary>Executes orders until the input ends.</summary>
    /// <param name="arguments">The mutated assembly, the test assembly, and optionally a mutant to activate from the start.</param>
    internal static void Serve(IReadOnlyList<string> arguments)
    {
        var output = Console.Out;
        Console.SetOut(TextWriter.Null); // The output of tests isn't needed.
        int? fromStart = arguments is [_, _, var id] ? int.Parse(id, CultureInfo.InvariantCulture) : null;
        using var worker = new Worker(output, arguments[0], arguments[1], fromStart);
        foreach (var test in worker._tests.Ids)
        {
            worker.Say(new Said(Word.Test, test, worker._tests.Name(test)));
        }

        var (found, statics) = worker._mutants.Recorded(); // Test discovery runs the data sources of theories, once.
        worker._seen.UnionWith(found);
        worker.Say(new Said(Word.Ready, Covered: new CoveredBy(0, [], found, statics, null)));
        while (Console.ReadLine() is { } line)
        {
            var order = JsonSerializer.Deserialize<Order>(line)!;
            worker.Say(order.Mutant == Order.Cover ? worker.Cover(order.Tests[0]) : worker.Try(order));
        }
    }

    public void Dispose() => _tests.Dispose();

    private void Say(Said said)
    {
        _output.WriteLine(said.ToLine());
        _output.Flush();
    }

    private Said Try(Order order)
    {
        foreach (var test in order.Tests.Where(_tests.Has))
        {
            Say(new Said(Word.Test, test));
            if (!_isFromStart && _warm.Add(test) && _tests.Run(test).Failure is { } before)
            {
                return new Said(Word.Unsteady, test, _tests.Name(test), before); // An earlier test broke this process.
            }

            if (RunWith(order.Mutant, test) is { } failure)
            {
                var isKilled = _isFromStart || order.Mutant == Order.NoMutant || _tests.Run(test).Failure is null;
                return new Said(isKilled ? Word.Killed : Word.Unsteady, test, _tests.Name(test), failure);
            }
        }

        return new Said(Word.Survived);
    }

    private string? RunWith(int mutant, string test)
    {
        if (_isFromStart)
        {
            return _tests.Run(test).Failure;
        }

        _mutants.Set(mutant);
        try
        {
            return _tests.Run(test).Failure;
        }
        finally
        {
            _mutants.Set(Order.NoMutant);
        }
    }

    // What hasn't been seen before may run only once per process: a second run shows what remains, and the time without compilation.
    private Said Cover(string test)
    {
        var (failure, milliseconds) = _tests.Run(test);
        var (first, statics) = _mutants.Recorded();
        if (failure is not null || first.All(_seen.Contains))
        {
            return new Said(Word.Covered, test, Covered: new CoveredBy(milliseconds, first, [], statics, failure));
        }

        var again = _tests.Run(test);
        var (always, staticsAgain) = _mutants.Recorded();
        _seen.UnionWith(first.Concat(always));
        return new Said(Word.Covered, test, Covered: new CoveredBy(
            again.Milliseconds, always, [.. first.Except(always)], [.. statics.Union(staticsAgain)], again.Failure));
    }
}
