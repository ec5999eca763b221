using System.Text.Json;

namespace PodioOAuth.Functional;

/// <summary>What an object shows of itself without being asked for anything in particular.</summary>
public static class Emissions
{
    /// <summary>
    /// Every text that an object shows by <c>ToString</c>, in System.Text.Json (written as what it is and as what its base type is), in the
    /// debugger, each under the name of its channel; for an exception everything that a logger may write of it.
    /// </summary>
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
            yield break;
        }

        yield return new($"{type.Name} ToString", value.ToString() ?? "");
        yield return new($"{type.Name} debugger", DebuggerView.Of(value));
        yield return new($"{type.Name} JSON", Json(value, type));
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
        {
            yield return new($"{type.Name} JSON as {parent.Name}", Json(value, parent));
        }
    }

    // What refuses to be written shows the text of its refusal.
    private static string Json(object value, Type type)
    {
        try
        {
            return JsonSerializer.Serialize(value, type);
        }
        catch (Exception refusal) when (refusal is NotSupportedException or JsonException)
        {
            return refusal.ToString();
        }
    }
}
