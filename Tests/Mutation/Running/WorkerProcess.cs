using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace PodioOAuth.Functional.Mutation;

/// <summary>A worker, as the one that started it sees it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(3);

    private readonly Bench _bench;
    private readonly Process _process;
    private readonly BlockingCollection<string?> _lines = [];
    private readonly ConcurrentQueue<string?> _errors = [];
    private readonly DirectoryInfo _temporary;
    private bool _hasEnded;
    private bool _hasRun;

    /// <summary>Starts one; <see cref="Tests"/> is empty when it did not come to wait for orders.</summary>
    /// <param name="bench">Where it works.</param>
    /// <param name="fromStart">A mutant to be active from the start; or <see cref="Order.Cover"/>.</param>
    internal WorkerProcess(Bench bench, int? fromStart = null)
    {
        _bench = bench;

        // What tests that are ended leave behind is deleted with it. A server of another user has to get in.
        _temporary = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"mutation-{Guid.NewGuid():N}"));
        string[] mutant = fromStart is { } id ? [id.ToString(CultureInfo.InvariantCulture)] : [];
        // The runtime and the packages are those of the tests.
        var beside = Path.Combine(Path.GetDirectoryName(bench.Runner)!, bench.Tests);
        string[] host = ["exec", "--runtimeconfig", $"{beside}.runtimeconfig.json", "--depsfile", $"{beside}.deps.json", bench.Runner];
        var start = new ProcessStartInfo("dotnet", [.. host, "work", bench.Mutated, bench.Tests, .. mutant])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(bench.Runner),
            Environment = { ["TMPDIR"] = _temporary.FullName, ["CI"] = "" },
        };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data);
        _process.BeginErrorReadLine();
        _process.OutputDataReceived += (_, line) => _lines.Add(line.Data);
        _process.BeginOutputReadLine();
        Tests = ReadTests();
    }

    /// <summary>The tests that it found: their ids and names.</summary>
    internal IReadOnlyDictionary<string, string> Tests { get; }

    /// <summary>The mutants that it ran through when it looked for its tests.</summary>
    internal CoveredBy? AtStart { get; private set; }

    /// <summary>What it wrote as errors.</summary>
    internal string Errors => string.Join('\n', _errors);

    /// <summary>Has it run tests with a mutant.</summary>
    internal Attempt Try(int mutant, IReadOnlyList<TestFacts> tests)
    {
        Tell(new Order(mutant, [.. tests.Select(test => test.Id)]));
        var (current, ran) = (tests[0], 0);
        while (true)
        {
            // Generous, for the machine may be shared; a test may run three times, and the first one waits for the compiler.
            var atLeast = TimeSpan.FromSeconds(_hasRun ? 5 : 20);
            switch (Next(_bench.Patience * (atLeast + 5 * TimeSpan.FromMilliseconds(current.Milliseconds))))
            {
                case { Word: Word.Test } said:
                    current = tests.First(test => test.Id == said.Test);
                    _hasRun |= ran++ > 0;
                    break;
                case { Word: Word.Killed } said: return new Attempt(Fate.Killed, current, said.Failure, ran);
                case { Word: Word.Unsteady } said: return new Attempt(Fate.Unsteady, current, said.Failure, ran);
                case { Word: Word.Survived }: return new Attempt(Fate.Survived, null, null, ran);
                default: return new Attempt(_hasEnded ? Fate.Crashed : Fate.Hung, current, null, ran);
            }
        }
    }

    /// <summary>Has it say what a test covers; null if it does not end, or ends the process.</summary>
    internal Said? Cover(string test)
    {
        Tell(new Order(Order.Cover, [test]));
        return Next(_bench.Patience * StartPatience);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.WaitForExit();
        _process.Dispose();
        _lines.Dispose();
        try
        {
            _temporary.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A server that lost its test still writes there, and ends when it sees that its files are gone.
        }
    }

    private Dictionary<string, string> ReadTests()
    {
        var tests = new Dictionary<string, string>();
        while (Next(StartPatience) is { } said)
        {
            if (said.Word == Word.Ready)
            {
                AtStart = said.Covered;
                return tests;
            }

            tests.Add(said.Test!, said.Name!);
        }

        return [];
    }

    private void Tell(Order order)
    {
        try
        {
            _process.StandardInput.WriteLine(JsonSerializer.Serialize(order));
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It is gone, which is what the next line says.
        }
    }

    // Null at the end of the process, or when it says nothing for so long.
    private Said? Next(TimeSpan patience)
    {
        Said? said = null;
        while (said is null && !_hasEnded && _lines.TryTake(out var line, patience))
        {
            _hasEnded = line is null;
            said = line is null ? null : Said.Read(line);
        }

        return said;
    }
}

/// <summary>How a worker fared with a mutant.</summary>
internal sealed record Attempt(Fate Fate, TestFacts? Test, string? Failure, int Ran);

/// <summary>Where workers run: beside the tests.</summary>
/// <param name="Runner">This program, copied there.</param>
/// <param name="Mutated">The name of the mutated assembly.</param>
/// <param name="Tests">That of the tests.</param>
/// <param name="Patience">How many times as long as on a quiet machine a test may take.</param>
internal sealed record Bench(string Runner, string Mutated, string Tests, double Patience);
