namespace PodioOAuth.Functional;

/// <summary>What an object shows of itself without being asked for anything in particular.</summary>
public static class Emissions
{
    /// <summary>
    /// Every text that an object shows by <c>ToString</c>, in System.Text.Json (written as what it is and as what its base type is), in the
    /// debugger, and to a logger that takes it apart by its public properties, each under the name of its channel; for an exception
    /// everything that a logger may write of it.
    /// </summary>
    /// <remarks>
    /// <para>It never throws: a member that does shows the text of what it throws. Of a sequence at most 100 items are looked at, and one
    /// that waits for somebody is given up after some seconds; the result of a task is looked at once it is there. A property that itself
    /// waits is waited for.</para>
    /// <para>Bytes are shown as text; among the public properties also in hex and in base64, as loggers write them.</para>
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
            yield return new(type.Name, ExceptionText.Of(exception)); // No serializer is for exceptions.
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
