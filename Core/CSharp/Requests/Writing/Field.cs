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

    internal void Send<TSink>(T? source, ref TSink sink)
        where TSink : struct, IFieldSink, allows ref struct
    {
        if (Constant is not null)
        {
            sink.Constant(this);
        }
        else if (GetNumber is not null && source is not null)
        {
            sink.Number(this, GetNumber(source));
        }
        else
        {
            var text = source is null ? null : GetSecret is not null ? GetSecret(source)?.Reveal() : GetText?.Invoke(source);
            if (text is not null || !IsOptional)
            {
                sink.Text(this, text);
            }
        }
    }
}

/// <summary>The one list of the fields of a <typeparamref name="T"/>, in wire order: whoever validates, writes, reads or scrubs goes by
/// it.</summary>
internal sealed class Fields<T>(params Field<T>[] fields)
    where T : class
{
    internal IEnumerable<Field> All => fields;

    /// <summary>Sends each field with its value. Of a null source every required field is missing.</summary>
    internal void Send<TSink>(T? source, ref TSink sink)
        where TSink : struct, IFieldSink, allows ref struct
    {
        foreach (var field in fields)
        {
            field.Send(source, ref sink);
        }
    }

    internal IEnumerable<Secret> SecretsOf(T source) => fields.Select(field => field.GetSecret?.Invoke(source)).OfType<Secret>();
}

/// <summary>Something that takes the fields of a request in wire order: the meter that validates, or one of the two writers.</summary>
/// <remarks>A struct, so that the runtime compiles each list anew for each sink, and no value is kept anywhere.</remarks>
internal interface IFieldSink
{
    void Constant(Field field);

    void Text(Field field, string? text);

    void Number(Field field, long number);
}

/// <summary>The first pass over a request: collects every field error and counts the bytes that the form will take.</summary>
internal struct FieldMeter : IFieldSink
{
    /// <summary>The longest text field, in bytes of UTF-8.</summary>
    internal const int LongestField = 16 * 1024;

    private int _length;
    private int _texts;

    internal List<FieldError>? Errors { get; private set; }

    /// <summary>The length of the form in bytes: there is no &amp; before the first field.</summary>
    internal readonly int FormLength => _length - 1;

    /// <summary>Of the texts, by their number from 0 up, those that a form holds as they stand: the writer need not look again.</summary>
    internal ulong PlainTexts { get; private set; }

    public void Constant(Field field) => _length += field.FormText.Length;

    public void Text(Field field, string? text)
    {
        var number = _texts++;
        if (string.IsNullOrEmpty(text))
        {
            Add(FieldErrors.Absent(field.Name, isNull: text is null));
            return;
        }

        if (text.Length <= LongestField && field.Rule != TextRule.RedirectUri && FormText.IsPlain(text))
        {
            _length += field.FormText.Length + text.Length;
            PlainTexts |= 1UL << number;
            return;
        }

        var measure = TextMeasure.Of(text, field.Rule);
        _length += field.FormText.Length + measure.FormLength;
        if (measure.Problem is { } problem)
        {
            Add(FieldErrors.Bad(field.Name, problem, measure.Index));
        }
    }

    public void Number(Field field, long number)
    {
        _length += field.FormText.Length + FormText.DigitsOf(number);
        if (number <= 0)
        {
            Add(FieldErrors.Bad(field.Name, FieldProblem.OutOfRange));
        }
    }

    internal void Add(FieldError error) => (Errors ??= []).Add(error);
}
