using System.Diagnostics;

namespace PodioOAuth.Functional.RenewalProcess;

/// <summary>Every step to the outside, before it and after it: said aloud, and the chosen one is this process's last.</summary>
internal sealed class Journal(int killAt)
{
    private int _count;

    internal static void Say(string line)
    {
        Console.WriteLine(line);
        Console.Out.Flush();
    }

    internal async Task<T> StepAsync<T>(string name, Func<Task<T>> step)
    {
        Pass($"before {name}");
        var result = await step();
        Pass($"after {name}");
        return result;
    }

    internal TokenExchange Around(TokenExchange exchange) =>
        (request, cancellationToken) => StepAsync("exchange", () => exchange(request, cancellationToken));

    // SIGKILL on Unix: nothing of this process runs any more, no finally and no finalizer.
    private void Pass(string point)
    {
        Say(point);
        if (++_count == killAt)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
