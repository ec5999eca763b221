using System.Globalization;

namespace PodioOAuth.Functional;

/// <summary>The known fields of a received body, each at most once, and every error found. Unknown fields aren't kept (RFC 6749
/// §3.2).</summary>
/// <param name="known">The fields to keep, by name.</param>
internal sealed class ReceivedFields(FieldSet known) : IFormPairs
{
    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);

    internal List<FieldError> Errors { get; } = [];

    /// <summary>Gets the value of a field; null if it wasn't sent or was sent without a value.</summary>
    internal string? this[string field] => _values.GetValueOrDefault(field);

    /// <summary>Whether no known field was sent, not even one without a value.</summary>
    internal bool IsEmpty => _values.Count == 0;

    internal bool IsKnown(string name) => known.Find(name) is not null;

    internal bool IsNumber(string name) => known.Find(name)?.Rule == TextRule.PositiveNumber;

    public string? NameOf(ReadOnlySpan<byte> utf8) => known.Find(utf8)?.Name;

    /// <summary>Adds a field. An empty value counts as omitted, but the field can't be repeated.</summary>
    public void Take(string field, string? value)
    {
        if (IsKnown(field) && !_values.TryAdd(field, string.IsNullOrEmpty(value) ? null : value))
        {
            Refuse(field, FieldProblem.Duplicate);
        }
    }

    /// <summary>Adds the client credentials of an <c>Authorization</c> header.</summary>
    internal void TakeClient(string clientId, string clientSecret)
    {
        if (this[FieldNames.ClientId] is null && this[FieldNames.ClientSecret] is null)
        {
            _values.Remove(FieldNames.ClientId); // Sent without a value: counts as omitted (RFC 6749 §3.2).
            _values.Remove(FieldNames.ClientSecret);
            Take(FieldNames.ClientId, clientId);
            Take(FieldNames.ClientSecret, clientSecret);
        }
        else
        {
            Refuse(FieldNames.Authorization, FieldProblem.SentTwice);
        }
    }

    /// <summary>Gets the value of a field as a positive integer. A missing or unreadable one is recorded as an error.</summary>
    internal long Number(string field)
    {
        if (this[field] is not { } text)
        {
            Errors.Add(FieldErrors.Absent(field, isNull: true));
            return 0;
        }

        if (!PositiveNumber.TryRead(text, out var number))
        {
            Refuse(field, FieldProblem.OutOfRange);
        }

        return number;
    }

    // An unknown name is the sender's text and isn't repeated.
    void IFormPairs.Refuse(string? name, FieldProblem problem, ReadOnlySpan<byte> bytes) => Refuse(name ?? FieldNames.Body, problem);

    /// <summary>Records an error, once per field and problem. An error of an unknown field is recorded for the body.</summary>
    internal void Refuse(string field, FieldProblem problem)
    {
        foreach (var error in Errors)
        {
            if (error.Field == field && error.Problem == problem)
            {
                return; // Before formatting the message: a body has room for 500,000 of them.
            }
        }

        Errors.Add(FieldErrors.Bad(field, problem));
    }
}

/// <summary>Parses a positive 64-bit integer: only digits, so that each number has one spelling.</summary>
internal static class PositiveNumber
{
    internal static bool TryRead(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && text[0] != '0' // Zero isn't positive either.
        && text[^1] != '\0'; // TryParse ignores a trailing NUL.
}
