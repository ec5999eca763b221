using LanguageExt;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PodioOAuth.Functional.Core.Tests.Transports.Queries;

/// <summary>Compiles queries as a user's project would, and tells of each whether it compiles, and if so what it does.</summary>
internal static class QueryCompiler
{
    internal const string Right = "right";

    internal const string LostError = "lost the error";

    internal const string WrongValue = "wrong value";

    private const string ObsoleteError = "CS0619";

    private static readonly CSharpCompilationOptions Options =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Append(typeof(Steps).Assembly.Location)
            .DistinctBy(Path.GetFileName)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>What becomes of each query: <see cref="Right"/>, the first error of the compiler's, or what it does wrong, which begins
    /// with <see cref="LostError"/> or <see cref="WrongValue"/>.</summary>
    internal static async Task<IReadOnlyList<string>> VerdictsAsync(Mixture mixture, IReadOnlyList<Query> queries)
    {
        var files = queries.Select((query, i) => CSharpSyntaxTree.ParseText(mixture.FileOf(query.Text, $"Query{i}"), Language)).ToArray();
        var compilation = CSharpCompilation.Create($"Queries{Guid.NewGuid():N}", files, References, Options);
        var errors = compilation.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .GroupBy(diagnostic => diagnostic.Location.SourceTree!)
            .ToDictionary(group => group.Key, group => TextOf(group.First()));
        var assembly = Load(compilation.RemoveSyntaxTrees(errors.Keys));
        List<string> verdicts = [];
        for (var i = 0; i < queries.Count; i++)
        {
            verdicts.Add(errors.TryGetValue(files[i], out var error)
                ? error
                : await RunAsync(assembly.GetType($"Users.Query{i}")!, queries[i]));
        }

        return verdicts;
    }

    private static Assembly Load(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return Assembly.Load(image.ToArray());
    }

    // Of our own errors the sentence, of the compiler's the number alone.
    private static string TextOf(Diagnostic error)
    {
        const string Before = "is obsolete: '";
        var message = error.GetMessage(CultureInfo.InvariantCulture);
        return error.Id == ObsoleteError
            ? $"{ObsoleteError}: {message[(message.IndexOf(Before, StringComparison.Ordinal) + Before.Length)..^1]}"
            : error.Id;
    }

    // Once with each of its steps failing, and once with none.
    private static async Task<string> RunAsync(Type type, Query query)
    {
        var run = type.GetMethod("Run")!.CreateDelegate<Func<Steps, object>>();
        foreach (var failing in Enumerable.Range(1, query.Steps).Append(0))
        {
            var steps = new Steps(failing);
            var outcome = await OutcomeOf(run(steps));
            var (expected, last) = failing == 0 ? ($"Right {query.Value}", query.Steps) : ($"Left {Steps.ErrorOf(failing)}", failing);
            if (!steps.RanWithoutError.Contains(failing) && (outcome, Text(steps.Ran)) != (expected, Text(Enumerable.Range(1, last))))
            {
                return failing == 0
                    ? $"{WrongValue}: {outcome}"
                    : $"{LostError} of step {failing}: {outcome} after steps {Text(steps.Ran)}";
            }
        }

        return Right;

        static string Text(IEnumerable<int> numbers) => string.Join(' ', numbers);
    }

    private static async Task<string> OutcomeOf(object? result)
    {
        if (result is Task task)
        {
            try
            {
                await task;
            }
            catch (Exception exception)
            {
                return exception.GetType().Name;
            }

            result = task.GetType().GetProperty(nameof(Task<object>.Result))!.GetValue(task);
        }

        return result?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Either<,>)
            ? SideOf(type.GetProperty(nameof(Either<int, int>.Case))!.GetValue(result))
            : $"no Either but {result}";
    }

    private static string SideOf(object? side) => side switch
    {
        InvalidInputError error => $"Left {error.Fields[0].Message}",
        StoreError error => $"Left {error.Detail}",
        _ => $"Right {side}",
    };
}
