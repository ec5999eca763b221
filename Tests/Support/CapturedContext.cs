using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PodioOAuth.Functional.Support;

/// <summary>A synchronization context as a window's is, which notes which methods of some assemblies come back to it after a wait. A
/// library has to come back to none: whoever blocks the only thread of a context would wait forever.</summary>
/// <remarks>It goes where the execution context goes, onto the pool as well. So every wait of a method is seen, not only the first, after
/// which an ordinary context has been left.</remarks>
public sealed class CapturedContext(params IReadOnlyCollection<Assembly> assemblies)
{
    private static readonly AsyncLocal<CapturedContext?> Ambient = new(static change =>
    {
        if (change.CurrentValue is { } here)
        {
            SynchronizationContext.SetSynchronizationContext(new Entered(here)); // To the same one a wait would come back without a post.
        }
        else if (SynchronizationContext.Current is Entered)
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }
    });

    private readonly ConcurrentDictionary<string, bool> _seen = new();

    /// <summary>The methods that came back to it.</summary>
    public IEnumerable<string> Seen => _seen.Keys.Order();

    /// <summary>Does the work within this context.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> work) => Task.Run(() =>
    {
        Ambient.Value = this;
        return work();
    });

    /// <summary>Does the work within this context.</summary>
    public Task RunAsync(Func<Task> work) => RunAsync(async () =>
    {
        await work();
        return true;
    });

    /// <summary>Ends after what is awaited at this moment is surely awaited: an answer that comes at once needs no context.</summary>
    public static async Task PauseAsync()
    {
        for (var time = 0; time < 5; time++)
        {
            await Task.Yield();
        }
    }

    private void Note(object? state)
    {
        // A task posts the method's continuation, and what stands behind a ValueTask the method itself.
        var box = state is Action continuation ? continuation.Target : state;
        if (StateMachineIn(box?.GetType()) is { } method && assemblies.Contains(method.Assembly))
        {
            _seen.TryAdd($"{method.DeclaringType?.Name} {method.Name}", true);
        }
    }

    private static Type? StateMachineIn(Type? box) => box?.GetGenericArguments().LastOrDefault(
        argument => argument.IsAssignableTo(typeof(IAsyncStateMachine)));

    private sealed class Entered(CapturedContext here) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
            here.Note(state);
            base.Post(d, state);
        }
    }
}
