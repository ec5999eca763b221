using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace PodioOAuth.Functional;

/// <summary>The planted secrets, and the search for them.</summary>
internal sealed class Planted
{
    private const int PartLength = 8; // Well-meaning loggers write the first or the last characters.
    private const string LettersAndDigits = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const string Escaped = "+/=%&<\"'\\"; // In URLs, forms, JSON or HTML.

    private readonly ConcurrentDictionary<string, Secret> _secrets = new();

    internal bool IsEmpty => _secrets.IsEmpty;

    internal Secret Of(string name) => _secrets.GetOrAdd(name, static _ => new Secret(
        RandomNumberGenerator.GetString(LettersAndDigits, 16) + Escaped + RandomNumberGenerator.GetString(LettersAndDigits, 16)));

    internal IReadOnlyList<Leak> In(Recording recording, IEnumerable<WatchedFile> files)
    {
        var search = LeakSearch.For(_secrets.SelectMany(secret => SoughtOf(secret.Key, secret.Value.Reveal())));
        return
        [
            .. recording.Texts.GroupBy(entry => entry.Channel, entry => entry.Text)
                .SelectMany(channel => Whole(search.In(Safe(channel.Key), string.Join('\n', channel)))),
            .. files.SelectMany(file => Whole(
                [.. search.In(Safe($"file {file.Name}"), file.Name), .. search.In(Safe($"file {file.Name}"), file.Bytes)])),
        ];

        // A finding names the channel, but never contains a secret.
        string Safe(string channel) => search.In("channel", channel).Count == 0 ? channel : $"{channel.Split(' ')[0]} named by a secret";
    }

    private static IEnumerable<KeyValuePair<string, Secret?>> SoughtOf(string name, string text) =>
    [
        new(name, text),
        new(BeginningOf(name), text[..PartLength]),
        new(EndOf(name), text[^PartLength..]),
    ];

    // Where the whole secret was found, its parts add nothing.
    private static IEnumerable<Leak> Whole(IReadOnlyList<Leak> leaks) => leaks
        .Where(leak => !leaks.Any(other => leak.Secret == BeginningOf(other.Secret) || leak.Secret == EndOf(other.Secret)))
        .DistinctBy(leak => leak.Secret);

    private static string BeginningOf(string name) => $"the beginning of {name}";

    private static string EndOf(string name) => $"the end of {name}";
}
