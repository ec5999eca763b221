using System.Globalization;
using System.Reflection;
using FsCheck;
using FsCheck.Xunit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.FSharp.Core;

namespace PodioOAuth.Functional.Repository.Tests.Pages;

/// <summary>A program of a page, compiled as a reader's project would: nullable, warnings as errors, the SDK's implicit usings.</summary>
internal static class Snippet
{
    private static readonly string[] OfTheSdk =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
    ];

    private static readonly string[] OfTheWebSdk =
    [
        "System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http",
        "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection",
        "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
    ];

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !path.EndsWith(".Tests.dll", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    // The SDK leaves out 1701 and 1702 as well: two versions of an assembly, of which the newer is taken.
    private static readonly CSharpCompilationOptions Options = new CSharpCompilationOptions(OutputKind.ConsoleApplication)
        .WithNullableContextOptions(NullableContextOptions.Enable)
        .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
        .WithSpecificDiagnosticOptions(new Dictionary<string, ReportDiagnostic>
        {
            ["CS1701"] = ReportDiagnostic.Suppress,
            ["CS1702"] = ReportDiagnostic.Suppress,
        });

    private static readonly CSharpCompilation Console = Base(OfTheSdk);
    private static readonly CSharpCompilation Web = Base([.. OfTheSdk, .. OfTheWebSdk]);

    public static bool IsWebSite(PageBlock block) => block.Text.Contains("WebApplication.", StringComparison.Ordinal);

    /// <summary>The variables that it declares at its top, with the names of their types.</summary>
    public static IEnumerable<(string Name, string? Type)> VariablesOf(PageBlock block)
    {
        var compilation = Compilation(block, out var text);
        var model = compilation.GetSemanticModel(text);
        return text.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>()
            .Select(member => member.Statement).OfType<LocalDeclarationStatementSyntax>()
            .SelectMany(statement => statement.Declaration.Variables)
            .Select(variable => (variable.Identifier.Text, (model.GetDeclaredSymbol(variable) as ILocalSymbol)?.Type.Name));
    }

    /// <summary>What is wrong with it, as the compiler says, and the program if nothing is. A using that is not needed is wrong
    /// too.</summary>
    public static (IReadOnlyList<string> Problems, Assembly? Program) Compile(PageBlock block)
    {
        var compilation = Compilation(block, out var text);
        string[] problems =
        [
            .. compilation.GetDiagnostics()
                .Where(problem => problem.Severity >= DiagnosticSeverity.Warning
                    || (problem.Id == "CS8019" && problem.Location.SourceTree == text))
                .Select(problem => $"{block.Page}:{block.Line + 1 + problem.Location.GetLineSpan().StartLinePosition.Line} "
                    + $"{problem.Id} {problem.GetMessage(CultureInfo.InvariantCulture)}"),
        ];
        using var program = new MemoryStream();
        return problems.Length == 0 && compilation.Emit(program).Success ? (problems, Assembly.Load(program.ToArray())) : (problems, null);
    }

    /// <summary>Runs it, and returns what it prints. Of a class of tests, it runs the properties.</summary>
    public static async Task<string> RunAsync(Assembly program, params string[] arguments)
    {
        if (program.EntryPoint is not { } main)
        {
            Assert.All(program.GetExportedTypes().SelectMany(type => type.GetMethods()).Where(IsProperty), Check);
            return "";
        }

        // What a page reads from its environment is not there: nothing is sent to the real Podio.
        foreach (var name in OfPodio())
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        var console = System.Console.Out;
        using var printed = new StringWriter();
        System.Console.SetOut(printed);
        try
        {
            await Task.Run(() => main.Invoke(
                null, BindingFlags.DoNotWrapExceptions, binder: null, [.. main.GetParameters().Select(_ => arguments)], culture: null));
        }
        finally
        {
            System.Console.SetOut(console);
        }

        return printed.ToString();
    }

    private static IEnumerable<string> OfPodio() => Environment.GetEnvironmentVariables().Keys.Cast<string>()
        .Where(name => name.StartsWith("PODIO_", StringComparison.Ordinal));

    private static bool IsProperty(MethodInfo method) => method.IsDefined(typeof(PropertyAttribute));

    private static void Check(MethodInfo property)
    {
        var settings = property.DeclaringType!.GetCustomAttribute<PropertiesAttribute>()!;
        FsCheck.Check.Method(
            Config.QuickThrowOnFailure.WithArbitrary(settings.Arbitrary),
            property,
            FSharpOption<object>.Some(Activator.CreateInstance(property.DeclaringType!)!));
    }

    // The bases are bound to what they refer to once: that takes longer than a snippet.
    private static CSharpCompilation Compilation(PageBlock block, out SyntaxTree text)
    {
        text = CSharpSyntaxTree.ParseText(block.Text, Language);
        var isProgram = text.GetCompilationUnitRoot().Members.Any(member => member is GlobalStatementSyntax);
        var compilation = (IsWebSite(block) ? Web : Console).AddSyntaxTrees(text);
        return isProgram ? compilation : compilation.WithOptions(Options.WithOutputKind(OutputKind.DynamicallyLinkedLibrary));
    }

    private static CSharpCompilation Base(IEnumerable<string> usings) => CSharpCompilation.Create(
        "Snippet",
        [CSharpSyntaxTree.ParseText(string.Concat(usings.Select(name => $"global using {name};\n")), Language)],
        References,
        Options);
}
