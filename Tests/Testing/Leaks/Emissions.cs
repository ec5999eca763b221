namespace PodioOAuth.Functional;

/// <summary>The texts that an object reveals about itself by default.</summary>
public static class Emissions
{
    /// <summary>Returns every text that an object shows in <c>ToString</c>, in System.Text.Json (serialized as its own type and as its base
    /// type), in the debugger, and in a logger that writes its public properties, each under the name of its channel; for an exception,
    /// everything that a logger may write of it.</summary>
    /// <remarks>
    /// <para>It never throws: a member that throws shows the text of its exception. At most 100 items of a sequence are examined, and a
    /// sequence that blocks is abandoned after some seconds; the result of a task is examined once it is available. A property that blocks
    /// is waited for.</para>
    /// <para>Bytes are shown as text; in public properties also in hexadecimal and base64, as loggers write them.</para>
    /// </remarks>
    /// <param name="value">The object; null shows nothing.</param>
    public static IEnumerable<KeyValuePair<string, string>> Of(object? value)
    {
        if (value is null)
        {
            yield break;
        }

        var type = value.GetType();
        if (value is Exception exception)
        {
            yield return new(type.Name, ExceptionText.Of(exception)); // Exceptions aren't meant to be serialized.
            yield return new($"{type.Name} properties", PropertyView.Of(value));
            yield break;
        }

        yield return new($"{type.Name} ToString", Asked.TextOf(value));
        yield return new($"{type.Name} debugger", DebuggerView.Of(value));
        yield return new($"{type.Name} properties", PropertyView.Of(value));
        yield return new($"{type.Name} JSON", JsonView.Of(value, type));
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
        {
            yield return new($"{type.Name} JSON as {parent.Name}", JsonView.Of(value, parent));
        }
    }
}
