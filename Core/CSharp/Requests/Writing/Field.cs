using System.Text;

namespace PodioOAuth.Functional;

/// <summary>One parameter of a request: its name, ready to be written, and the rule for its value.</summary>
internal sealed class Field(string name, TextRule rule)
{
    internal string Name { get; } = name;

    internal TextRule Rule { get; } = rule;

    /// <summary>Whether the rest is useful without this field: if it can't be read, it counts as not sent.</summary>
    internal bool IsLabel { get; init; }

    private readonly byte[] _form = Encoding.ASCII.GetBytes($"&{name}=");
    private readonly byte[] _json = Encoding.ASCII.GetBytes($",\"{name}\":\"");

    /// <summary><c>&amp;name=</c> or <c>,"name":"</c></summary>
    internal ReadOnlySpan<byte> TextIn(WireFormat format) => format == WireFormat.Json ? _json : _form;

    internal static void Send<T, TSink>(T? source, ref TSink sink)
        where T : class, IHasFields<T>
        where TSink : struct, IFieldSink, allows ref struct => T.Send(source, ref sink);

    internal static IReadOnlyList<Field> Of<T>()
        where T : class, IHasFields<T>
    {
        var list = new FieldList([], []);
        T.Send(null, ref list);
        return list.Fields;
    }

    internal static IEnumerable<Secret> SecretsOf<T>(T source)
        where T : class, IHasFields<T>
    {
        var list = new FieldList([], []);
        T.Send(source, ref list);
        return list.Secrets;
    }
}

/// <summary>The few fields that a reader recognizes, searched one by one.</summary>
internal sealed class FieldSet(params IEnumerable<Field> fields)
{
    private readonly Field[] _fields = [.. fields.DistinctBy(field => field.Name)];

    /// <summary>Returns the field with this name, or null.</summary>
    internal Field? Find(string name)
    {
        foreach (var field in _fields)
        {
            if (field.Name == name)
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>Returns the field with this name in UTF-8, so that no string is created for an unknown name.</summary>
    internal Field? Find(ReadOnlySpan<byte> name)
    {
        foreach (var field in _fields)
        {
            if (Ascii.Equals(name, field.Name))
            {
                return field;
            }
        }

        return null;
    }
}

/// <summary>A type with fields. Validating, writing, reading and scrubbing all use the one list in <see cref="Send"/>.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
internal interface IHasFields<TSelf>
    where TSelf : class, IHasFields<TSelf>
{
    /// <summary>Sends each field with its value in wire order. For null, sends the fields without their values.</summary>
    static abstract void Send<TSink>(TSelf? source, ref TSink sink)
        where TSink : struct, IFieldSink, allows ref struct;
}

/// <summary>Receives the fields of a request in wire order, usually to check and write them.</summary>
/// <remarks>A struct, so that the runtime compiles each list separately for each sink and no value is kept anywhere.</remarks>
internal interface IFieldSink
{
    void Text(Field field, string? text);

    /// <summary>A text that is omitted if it is null.</summary>
    void Optional(Field field, string? text);

    /// <summary>A text that must not be printed; the scrubber searches for it.</summary>
    void Secret(Field field, Secret? secret);

    void Number(Field field, long number);
}

/// <summary>Collects the fields, and the secrets among their values.</summary>
internal readonly struct FieldList(List<Field> fields, List<Secret> secrets) : IFieldSink
{
    internal List<Field> Fields => fields;

    internal List<Secret> Secrets => secrets;

    public void Text(Field field, string? text) => fields.Add(field);

    public void Optional(Field field, string? text) => fields.Add(field);

    public void Secret(Field field, Secret? secret)
    {
        fields.Add(field);
        if (secret is not null)
        {
            secrets.Add(secret);
        }
    }

    public void Number(Field field, long number) => fields.Add(field);
}
