using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace PodioOAuth.Functional.Mutation;

/// <summary>A worker, from the perspective of the process that started it.</summary>
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

    /// <summary>Starts a worker; <see cref="Tests"/> is empty if it failed before it waited for orders.</summary>
    /// <param name="bench">The bench to work on.</param>
    /// <param name="fromStart">A mutant to be active from the start; or <see cref="Order.Cover"/>.</param>
    internal WorkerProcess(Bench bench, int? fromStart = null)
    {
        _bench = bench;

        // What killed tests leave behind is deleted with the folder. A server of another user needs access.
        _temporary = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"mutation-{Guid.NewGuid():N}"));
        string[] mutant = fromStart is { } id ? [id.ToString(CultureInfo.InvariantCulture)] : [];
        // Uses the runtime and the packages of the tests.
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

    /// <summary>The tests that it found: their IDs and names.</summary>
    internal IReadOnlyDictionary<string, string> Tests { get; }

    /// <summary>The mutants that were covered while it discovered its tests.</summary>
    internal CoveredBy? AtStart { get; private set; }

    /// <summary>The output to the error stream.</summary>
    internal string Errors => string.Join('\n', _errors);

    /// <summary>Makes it run tests with a mutant.</summary>
    internal Attempt Try(int mutant, IReadOnlyList<TestFacts> tests)
    {
        Tell(new Order(mutant, [.. tests.Select(test => test.Id)]));
        var (current, ran) = (tests[0], 0);
        while (true)
        {
            // Generous, because the machine may be shared; a test may run three times, and the first run waits for the compiler.
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

    /// <summary>Makes it measure what a test covers; null if the test doesn't end, or ends the process.</summary>
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
            // A server that outlived its test still writes there, and ends when it detects that its files are gone.
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
            // The process has exited, which the next line detects.
        }
    }

    // Null when the process ends, or when it writes nothing for too long.
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

/// <summary>The outcome of a worker's order.</summary>
internal sealed record Attempt(Fate Fate, TestFacts? Test, string? Failure, int Ran);

/// <summary>The folder in which workers run: that of the tests.</summary>
/// <param name="Runner">This program, copied there.</param>
/// <param name="Mutated">The name of the mutated assembly.</param>
/// <param name="Tests">The name of the test assembly.</param>
/// <param name="Patience">The factor by which a test may take longer than on an idle machine.</param>
internal sealed record Bench(string Runner, string Mutated, string Tests, double Patience);
