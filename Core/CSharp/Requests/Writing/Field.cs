using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>One parameter of a request: its name, ready to be written, and the rule that its value follows.</summary>
internal abstract class Field(string name, TextRule rule)
{
    internal string Name { get; } = name;

    internal TextRule Rule { get; } = rule;

    /// <summary>Whether a null value is left out instead of being reported as missing.</summary>
    internal bool IsOptional { get; init; }

    /// <summary>The value, where every request has the same. It needs no validation and no escaping.</summary>
    internal string? Constant { get; init; }

    /// <summary><c>&amp;name=</c>, or <c>&amp;name=value</c> for a constant.</summary>
    internal byte[] FormText { get; init; } = Encoding.ASCII.GetBytes($"&{name}=");

    internal static Field<T> Text<T>(string name, TextRule rule, Func<T, string?> get, bool isOptional = false)
        where T : class => new(name, rule) { GetText = get, IsOptional = isOptional };

    internal static Field<T> Secret<T>(string name, TextRule rule, Func<T, Secret?> get, bool isOptional = false)
        where T : class => new(name, rule) { GetSecret = get, IsOptional = isOptional };

    internal static Field<T> Number<T>(string name, Func<T, long> get)
        where T : class => new(name, TextRule.PositiveNumber) { GetNumber = get };

    internal static Field<T> Fixed<T>(string name, string value)
        where T : class => new(name, TextRule.VsChar) { Constant = value, FormText = Encoding.ASCII.GetBytes($"&{name}={value}") };

    /// <summary>The fields that a reader knows, by name.</summary>
    internal static IReadOnlyDictionary<string, Field> ByName(params IEnumerable<Field> fields) =>
        fields.DistinctBy(field => field.Name).ToDictionary(field => field.Name, StringComparer.Ordinal);
}

/// <summary>A field, and how its value is taken from a <typeparamref name="T"/>: by exactly one of the three functions, or as a
/// constant.</summary>
internal sealed class Field<T>(string name, TextRule rule) : Field(name, rule)
    where T : class
{
    internal Func<T, string?>? GetText { get; init; }

    /// <summary>Set where the value must not be printed: what the scrubber looks for.</summary>
    internal Func<T, Secret?>? GetSecret { get; init; }

    internal Func<T, long>? GetNumber { get; init; }

    internal void Put(T? source, ref FieldValues values)
    {
        if (source is not null && GetNumber is not null)
        {
            values.Add(this, GetNumber(source));
            return;
        }

        var text = source is null ? null : GetSecret is not null ? GetSecret(source)?.Reveal() : GetText?.Invoke(source);
        if (text is not null || !IsOptional)
        {
            values.Add(this, text);
        }
    }
}

/// <summary>The one list of the fields of a <typeparamref name="T"/>, in wire order: whoever validates, writes, reads or scrubs goes by
/// it.</summary>
internal sealed class Fields<T>(params Field<T>[] fields)
    where T : class
{
    internal IEnumerable<Field> All => fields;

    /// <summary>Adds each field with its value. Of a null source every required field is missing.</summary>
    internal void Put(T? source, ref FieldValues values)
    {
        foreach (var field in fields)
        {
            field.Put(source, ref values);
        }
    }

    internal IEnumerable<Secret> SecretsOf(T source) => fields.Select(field => field.GetSecret?.Invoke(source)).OfType<Secret>();
}

/// <summary>A field with its value.</summary>
internal struct FieldValue
{
    internal Field Field { get; init; }

    internal string? Text { get; init; }

    internal long Number { get; init; }

    /// <summary>Whether a form holds the text as it stands. Set by the meter, so that the writer need not look again.</summary>
    internal bool IsPlain { get; set; }
}

/// <summary>The fields of one request with their values, in wire order. It lives on the stack.</summary>
internal struct FieldValues
{
    private Slots _slots;
    private int _count;

    internal void Add(Field field, string? text) => _slots[_count++] = new FieldValue { Field = field, Text = text };

    internal void Add(Field field, long number) => _slots[_count++] = new FieldValue { Field = field, Number = number };

    [UnscopedRef]
    internal Span<FieldValue> AsSpan() => ((Span<FieldValue>)_slots)[.._count];

    [InlineArray(8)]
    private struct Slots
    {
        private FieldValue _first;
    }
}

/// <summary>The first pass over a request: collects every field error and counts the bytes that the form will take.</summary>
internal struct FieldMeter
{
    /// <summary>The longest text field, in bytes of UTF-8.</summary>
    internal const int LongestField = 16 * 1024;

    internal List<FieldError>? Errors { get; private set; }

    /// <summary>The length of the form in bytes.</summary>
    internal int FormLength { get; private set; }

    internal void Measure(Span<FieldValue> values)
    {
        FormLength = -1; // No & before the first field.
        foreach (ref var value in values)
        {
            FormLength += value.Field.FormText.Length;
            if (value.Field.Constant is not null)
            {
                continue;
            }

            if (value.Field.Rule == TextRule.PositiveNumber)
            {
                MeasureNumber(value);
            }
            else
            {
                MeasureText(ref value);
            }
        }
    }

    internal void Add(FieldError error) => (Errors ??= []).Add(error);

    private void MeasureNumber(in FieldValue value)
    {
        FormLength += FormText.DigitsOf(value.Number);
        if (value.Number <= 0)
        {
            Add(FieldErrors.Bad(value.Field.Name, FieldProblem.OutOfRange));
        }
    }

    private void MeasureText(ref FieldValue value)
    {
        if (string.IsNullOrEmpty(value.Text))
        {
            Add(FieldErrors.Absent(value.Field.Name, isNull: value.Text is null));
            return;
        }

        value.IsPlain = value.Field.Rule != TextRule.RedirectUri && FormText.IsPlain(value.Text) && value.Text.Length <= LongestField;
        if (value.IsPlain)
        {
            FormLength += value.Text.Length;
            return;
        }

        var measure = TextMeasure.Of(value.Text, value.Field.Rule);
        FormLength += measure.FormLength;
        if (measure.Problem is { } problem)
        {
            Add(FieldErrors.Bad(value.Field.Name, problem, measure.Index));
        }
    }
}
