using System.Text;
using System.Text.Unicode;

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>Runs the product on an input, and returns the laws that must hold for the result.</summary>
internal delegate Action FuzzBody(ReadOnlySpan<byte> input);

/// <summary>Product code that reads foreign input.</summary>
/// <param name="Name">The name on the command line, and of the folder of cases.</param>
/// <param name="Weight">The share of all executions.</param>
/// <param name="Run">The product's part.</param>
/// <param name="Seeds">The initial inputs.</param>
internal sealed record FuzzTarget(string Name, int Weight, FuzzBody Run, Func<IEnumerable<byte[]>> Seeds)
{
    internal static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("form", 4, RequestTargets.Form, RequestSeeds.Forms),
        new("json", 4, RequestTargets.Json, RequestSeeds.Jsons),
        new("basic", 2, RequestTargets.Basic, RequestSeeds.Basics),
        new("second-factor", 1, RequestTargets.SecondFactor, RequestSeeds.SecondFactors),
        new("reply", 8, ReplyTargets.Reply, ReplySeeds.Recordings),
        new("retry-after", 2, ReplyTargets.RetryAfter, ReplySeeds.Waits),
        new("callback", 4, AddressTargets.Callback, AddressSeeds.Callbacks),
        new("scope", 2, AddressTargets.Scope, AddressSeeds.Scopes),
        new("endpoint", 2, AddressTargets.Endpoint, AddressSeeds.Endpoints),
        new("login-key", 1, AddressTargets.Key, AddressSeeds.Keys),
        new("entry", 4, StoreTargets.Entry, StoreTargets.Entries),
        new("protected", 1, StoreTargets.Protected, StoreTargets.ProtectedEntries),
        new("order", 3, OrderTarget.Run, OrderTarget.Seeds),
        new("settings", 2, SettingsTarget.Run, SettingsTarget.Seeds),
    ];

    internal IReadOnlyList<byte[]> Words { get; init; } = Fuzzing.Words.Common;

    internal static FuzzTarget? Find(string name) => All.FirstOrDefault(target => target.Name == name);

    /// <summary>Returns inputs that once broke a law.</summary>
    internal IEnumerable<byte[]> Cases()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Cases", Name);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes) : [];
    }
}

/// <summary>Returns texts as inputs.</summary>
internal static class Text
{
    /// <summary>Returns the input as text. Two characters of the private use area each stand for half of a surrogate pair, which UTF-8
    /// can't represent.</summary>
    internal static string Of(ReadOnlySpan<byte> input)
    {
        using var uncounted = new Uncounted();
        var text = new char[input.Length];
        Utf8.ToUtf16(input, text, out _, out var length);
        return new string(text, 0, length).Replace('\uE000', '\uD83D').Replace('\uE001', '\uDE00');
    }

    internal static IEnumerable<byte[]> Seeds(params IEnumerable<string> texts) => texts.Select(Encoding.UTF8.GetBytes);
}
