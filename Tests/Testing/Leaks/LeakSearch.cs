using System.Text;

namespace PodioOAuth.Functional;

/// <summary>Looks for secrets in whatever a program has emitted: logs, exceptions, traces, JSON, bytes.</summary>
/// <remarks>
/// <para>It finds a secret as it is, form-, URL- and JSON-escaped, in base64 at any alignment, in hex and, in bytes, in UTF-16. Case does not
/// count. Immutable and safe for concurrent use.</para>
/// <para>Give it secrets that cannot occur by chance: eight characters or more. Shorter ones are refused.</para>
/// </remarks>
public sealed class LeakSearch
{
    private const int Shortest = 8;

    private readonly (int Secret, string Form, string Text)[] _texts;
    private readonly (int Secret, string Form, byte[] Bytes)[] _bytes;

    /// <summary>Prepares a search for these secrets.</summary>
    /// <exception cref="ArgumentException">A secret is shorter than eight characters.</exception>
    public LeakSearch(IEnumerable<Secret> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        var revealed = secrets.Select(secret => secret.Reveal()).ToArray();
        if (revealed.Any(secret => secret.Length < Shortest))
        {
            throw new ArgumentException($"A secret has to have {Shortest} characters or more, or it would be found by chance.", nameof(secrets));
        }

        _texts = [.. revealed.SelectMany((secret, number) => LeakForms.OfText(secret).Select(form => (number, form.Form, form.Text)))];
        _bytes = [.. revealed.SelectMany((secret, number) => LeakForms.OfBytes(secret).Select(form => (number, form.Form, form.Bytes)))];
    }

    /// <summary>Every leak in a text; none where it is clean.</summary>
    /// <param name="channel">What the text is, for the finding.</param>
    /// <param name="text">The text. Null counts as empty.</param>
    public IReadOnlyList<Leak> In(string channel, string? text) =>
    [
        .. _texts
            .Where(form => text is not null && text.Contains(form.Text, StringComparison.OrdinalIgnoreCase))
            .Select(form => new Leak(channel, form.Form, form.Secret)),
    ];

    /// <summary>Every leak in bytes; none where they are clean.</summary>
    /// <param name="channel">What the bytes are, for the finding.</param>
    /// <param name="bytes">The bytes, of any encoding.</param>
    public IReadOnlyList<Leak> In(string channel, ReadOnlySpan<byte> bytes)
    {
        List<Leak> leaks = [];
        foreach (var (secret, form, pattern) in _bytes)
        {
            if (bytes.IndexOf(pattern) >= 0)
            {
                leaks.Add(new Leak(channel, form, secret));
            }
        }

        // Texts in the bytes, in either case of hex digits and whatever else case does not change.
        leaks.AddRange(In(channel, Encoding.UTF8.GetString(bytes)).Where(leak => !leaks.Contains(leak)));
        return leaks;
    }

    /// <summary>Every leak in an exception: its text, its data, and the exceptions within it.</summary>
    /// <param name="channel">Where the exception was met, for the finding.</param>
    /// <param name="exception">The exception.</param>
    public IReadOnlyList<Leak> In(string channel, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var data = exception.Data.Cast<System.Collections.DictionaryEntry>().Select(entry => $"{entry.Key}={entry.Value}");
        return
        [
            .. In(channel, $"{exception} {string.Join(' ', data)}"),
            .. exception.InnerException is { } inner ? In(channel, inner) : [],
        ];
    }
}
