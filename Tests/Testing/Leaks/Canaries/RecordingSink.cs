using System.Reflection;

namespace PodioOAuth.Functional;

/// <summary>Implements an interface by recording the arguments of every call. The runtime creates it, as a derived type.</summary>
internal class RecordingSink : DispatchProxy
{
    private const string Channel = "log";

    private Recording? _recording;

    internal static T Create<T>(Recording recording)
        where T : class => (T)(object)Create(typeof(T), recording);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var arguments = args ?? [];
        foreach (var argument in arguments.Where(argument => argument is not CancellationToken))
        {
            _recording!.Add(Channel, argument is Delegate format ? $"{Asked.Of(() => Formatted(format, arguments))}" : Written(argument));
        }

        return ResultOf(targetMethod!.ReturnType);
    }

    private static RecordingSink Create(Type face, Recording recording)
    {
        var sink = (RecordingSink)DispatchProxy.Create(face, typeof(RecordingSink));
        sink._recording = recording;
        return sink;
    }

    // An event without a text of its own, such as Serilog's, is written as its properties.
    private static string Written(object? argument) =>
        argument is not null and not string && Asked.TextOf(argument) == argument.GetType().ToString()
            ? $"{Recording.TextOf(argument)}\n{PropertyView.Of(argument)}"
            : Recording.TextOf(argument);

    // Calls a delegate that formats the other arguments, such as the formatter of ILogger.Log.
    private static object? Formatted(Delegate format, object?[] arguments)
    {
        if (format.Method.ReturnType != typeof(string))
        {
            return null;
        }

        var left = arguments.Where(argument => argument is not Delegate).ToList();
        return format.DynamicInvoke([.. format.Method.GetParameters().Select(parameter =>
        {
            var index = left.FindIndex(argument => parameter.ParameterType.IsInstanceOfType(argument));
            var taken = index < 0 ? null : left[index];
            left.RemoveRange(Math.Max(index, 0), index < 0 ? 0 : 1);
            return taken;
        })]);
    }

    private object? ResultOf(Type type) => type == typeof(bool) ? true
        : type == typeof(Task) ? Task.CompletedTask
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>) ? CompletedTask(type.GenericTypeArguments[0])
        : type.IsInterface ? Create(type, _recording!)
        : type == typeof(void) || !type.IsValueType ? null
        : Activator.CreateInstance(type);

    private static object CompletedTask(Type result) => typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(result)
        .Invoke(null, [result.IsValueType ? Activator.CreateInstance(result) : null])!;
}
