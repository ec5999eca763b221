using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace PodioOAuth.Functional.Mutation;

/// <summary>The tests of an assembly, run one at a time in this process.</summary>
internal sealed class TestAssembly : IDisposable
{
    private readonly XunitTestFramework _framework = new(new Sink(_ => true));
    private readonly AssemblyName _name;
    private readonly Options _options = new();
    private readonly Dictionary<string, ITestCase> _tests = [];

    internal TestAssembly(string name)
    {
        var assembly = Assembly.Load(name);
        _name = assembly.GetName();
        using var done = new ManualResetEventSlim();
        using var discoverer = _framework.GetDiscoverer(Reflector.Wrap(assembly));
        discoverer.Find(includeSourceInformation: false, new Sink(message =>
        {
            if (message is ITestCaseDiscoveryMessage found)
            {
                _tests.TryAdd(found.TestCase.UniqueID, found.TestCase);
            }
            else if (message is IDiscoveryCompleteMessage)
            {
                done.Set();
            }

            return true;
        }), _options);
        done.Wait();
    }

    internal IReadOnlyCollection<string> Ids => _tests.Keys;

    /// <summary>Whether a test exists: a mutant may change the cases of a theory.</summary>
    internal bool Has(string id) => _tests.ContainsKey(id);

    internal string Name(string id) => _tests[id].DisplayName;

    /// <summary>Runs a test.</summary>
    /// <returns>The failure, or null; and the duration.</returns>
    internal (string? Failure, double Milliseconds) Run(string id)
    {
        string? failure = null;
        using var done = new ManualResetEventSlim();
        var start = Stopwatch.GetTimestamp();
        using (var executor = _framework.GetExecutor(_name))
        {
            executor.RunTests([_tests[id]], new Sink(message =>
            {
                if (message is IFailureInformation failed)
                {
                    failure ??= $"{failed.ExceptionTypes[0]}: {failed.Messages[0]}";
                }

                if (message is ITestAssemblyFinished)
                {
                    done.Set();
                }

                return failure is null;
            }), _options);
            done.Wait();
        }

        return (failure, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    public void Dispose() => _framework.Dispose();

    private sealed class Sink(Func<IMessageSinkMessage, bool> on) : LongLivedMarshalByRefObject, IMessageSink
    {
        public bool OnMessage(IMessageSinkMessage message) => on(message);
    }

    private sealed class Options : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
    {
        private readonly ConcurrentDictionary<string, object?> _values = new()
        {
            ["xunit.discovery.PreEnumerateTheories"] = true,
            ["xunit.discovery.SynchronousMessageReporting"] = true,
            ["xunit.execution.DisableParallelization"] = true,
            ["xunit.execution.SynchronousMessageReporting"] = true,
        };

        public TValue GetValue<TValue>(string name) => _values.TryGetValue(name, out var value) && value is TValue found ? found : default!;

        public void SetValue<TValue>(string name, TValue value) => _values[name] = value;
    }
}
