using System.Collections;
using System.Collections.Concurrent;
using Microsoft.FSharp.Core;

namespace PodioOAuth.Functional;

/// <summary>The texts that were emitted while a canary watched, by channel.</summary>
internal sealed class Recording
{
    private readonly ConcurrentQueue<(string Channel, string Text)> _texts = new();

    internal IEnumerable<(string Channel, string Text)> Texts => _texts;

    internal void Add(string channel, string text) => _texts.Enqueue((channel, text));

    internal void Add(string channel, IEnumerable<KeyValuePair<string, object?>> tags) =>
        Add(channel, string.Join('\n', tags.Select(tag => TextOf(tag))));

    internal void Show(string channel, object? value)
    {
        foreach (var (name, text) in Emissions.Of(value))
        {
            Add($"{channel}: {name}", text);
        }

        if (value is not null and not Exception)
        {
            Add($"{channel}: {value.GetType().Name} %A", $"{Asked.Of(() => PercentA(value))}");
        }
    }

    /// <summary>Returns what a logger writes for a value: items one by one, everything else with <c>ToString</c>.</summary>
    internal static string TextOf(object? value) => value switch
    {
        null => "",
        string text => text,
        Exception exception => ExceptionText.Of(exception),
        IEnumerable items => $"{Asked.TextOf(items)}\n{string.Join('\n', Items.Of(items).Select(TextOf))}",
        KeyValuePair<string, object?> tag => $"{tag.Key}={TextOf(tag.Value)}",
        _ => Asked.TextOf(value),
    };

    private static string PercentA(object value) => ExtraTopLevelOperators
        .PrintFormatToString(new PrintfFormat<FSharpFunc<object, string>, Unit, string, string>("%A"))
        .Invoke(value);
}
