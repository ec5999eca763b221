using System.Globalization;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.RenewalProcess;

/// <summary>A number in a file beside a file store: raised by reading and writing it, under the lock of one key.</summary>
internal sealed class LockedCounter(string folder)
{
    private readonly string _file = Path.Combine(folder, "counter");

    internal int Number => File.Exists(_file) ? int.Parse(File.ReadAllText(_file), CultureInfo.InvariantCulture) : 0;

    /// <summary>Raises it by one, time and again, each time with a store of its own.</summary>
    internal async Task RaiseAsync(int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            await using var held = await new FileTokenStore(folder).LockAsync("counter", TimeSpan.FromMinutes(5))
                ?? throw new TimeoutException("Nobody gave the lock back.");
            var number = Number;
            await Task.Yield();
            File.WriteAllText(_file, (number + 1).ToString(CultureInfo.InvariantCulture));
        }
    }
}
