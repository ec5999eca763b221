using System.Diagnostics;

namespace PodioOAuth.Functional.RenewalProcess;

/// <summary>Every step to the outside, before it and after it.</summary>
internal abstract class Journal
{
    internal async Task<T> StepAsync<T>(string name, Func<Task<T>> step)
    {
        await PassAsync($"before {name}");
        var result = await step();
        await PassAsync($"after {name}");
        return result;
    }

    internal TokenExchange Around(TokenExchange exchange) =>
        (request, cancellationToken) => StepAsync("exchange", () => exchange(request, cancellationToken));

    private protected abstract Task PassAsync(string point);
}

/// <summary>A journal that says its steps aloud. At one that was chosen the process ends, at another it waits for a line.</summary>
internal sealed class SpokenJournal(int killAt, int waitAt = 0) : Journal
{
    private int _count;
    private long _waited;

    /// <summary>For how long it has waited for the line, from when it said where.</summary>
    internal TimeSpan Waited => TimeSpan.FromTicks(Volatile.Read(ref _waited));

    internal static void Say(string line)
    {
        Console.WriteLine(line);
        Console.Out.Flush();
    }

    // SIGKILL on Unix: nothing of this process runs any more, no finally and no finalizer.
    private protected override Task PassAsync(string point)
    {
        var begun = Stopwatch.GetTimestamp(); // Whoever hears the point may stop the process at once.
        Say(point);
        if (++_count == killAt)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
            Thread.CurrentThread.Join(); // Itself: for ever.
        }

        if (_count == waitAt)
        {
            Console.ReadLine();
            Volatile.Write(ref _waited, Stopwatch.GetElapsedTime(begun).Ticks);
        }

        return Task.CompletedTask;
    }
}
