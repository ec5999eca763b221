namespace PodioOAuth.Functional.Mutation;

/// <summary>Runs one worker after another: a new one after a mutant that ended it, hung, or broke state that outlives a test.</summary>
internal sealed class Lane(Bench bench) : IDisposable
{
    private WorkerProcess? _worker;

    private WorkerProcess Current => _worker ??= new WorkerProcess(bench);

    /// <summary>Tries a mutant in the current worker.</summary>
    internal Attempt Try(int mutant, IReadOnlyList<TestFacts> tests)
    {
        var attempt = Current.Try(mutant, tests);
        if (attempt.Fate is Fate.Killed or Fate.Survived)
        {
            return attempt;
        }

        Renew();
        if (Passes(attempt.Test!))
        {
            return attempt.Fate == Fate.Unsteady ? TryAgain(mutant, attempt.Test!, tests) : attempt;
        }

        // The test is at fault.
        Renew();
        TestFacts[] others = [.. tests.Where(test => test != attempt.Test)];
        return others.Length == 0 ? new Attempt(Fate.Survived, null, null, 1) : Try(mutant, others);
    }

    /// <summary>Tries a mutant that is active from the start, in its own process.</summary>
    internal Attempt TryFromStart(int mutant, IReadOnlyList<TestFacts> tests)
    {
        while (tests.Count > 0)
        {
            using var own = new WorkerProcess(bench, mutant);
            if (own.Tests.Count == 0)
            {
                return new Attempt(Fate.Crashed, null, "No test was found.", 0);
            }

            var attempt = own.Try(mutant, tests);
            if (attempt.Test is null || Passes(attempt.Test))
            {
                return attempt;
            }

            Renew();
            tests = [.. tests.Where(test => test != attempt.Test)];
        }

        return new Attempt(Fate.Survived, null, null, 0);
    }

    public void Dispose() => _worker?.Dispose();

    // In a new process, with the failing test first: either it now passes without the mutant, or the mutant breaks the process.
    private Attempt TryAgain(int mutant, TestFacts first, IReadOnlyList<TestFacts> tests)
    {
        var attempt = Current.Try(mutant, [first, .. tests.Where(test => test != first)]);
        if (attempt.Fate is Fate.Killed or Fate.Survived)
        {
            return attempt;
        }

        Renew();
        return attempt.Fate == Fate.Unsteady ? attempt with { Fate = Fate.Killed } : attempt;
    }

    private bool Passes(TestFacts test) => Current.Try(Order.NoMutant, [test]).Fate == Fate.Survived;

    private void Renew()
    {
        _worker?.Dispose();
        _worker = null;
    }
}
