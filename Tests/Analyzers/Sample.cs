using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace PodioOAuth.Functional.Analyzers.Tests;

/// <summary>Statements in a method, as a user of the package writes them, with what the analyzers say and the fixes make of them.</summary>
internal sealed class Sample
{
    private const string Before = """
        using System;
        using System.Net.Http;
        using System.Threading.Tasks;
        using Flurl.Http;
        using LanguageExt;
        using Microsoft.Extensions.Logging;
        using PodioOAuth.Functional;

        internal static class Program
        {
            private static async Task RunAsync(
                Transport podio, TokenRequest request, Token token, Secret secret, ILogger logger, HttpClient http)
            {
                await Task.Yield();
                //<
        """;

    private const string After = """

                //>
            }
        }
        """;

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
        [new UnusedOutcomeAnalyzer(), new SecretInTextAnalyzer(), new RedirectAnalyzer()];

    private static readonly CodeFixProvider[] Fixes = [new UnusedOutcomeFix(), new SecretInTextFix(), new RedirectFix()];

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!.ToString()!.Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly Document _document;
    private readonly bool _compiles;

    internal Sample(string statements, bool compiles = true)
    {
        _compiles = compiles;
        var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "sample", "sample", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
            metadataReferences: References));
        _document = project.AddDocument("Program.cs", SourceText.From(Before + "\n" + statements + After));
    }

    /// <summary>Each diagnostic as "ID text", in the order of the source.</summary>
    internal async Task<IReadOnlyList<string>> FindAsync()
    {
        var text = await _document.GetTextAsync();
        return [.. (await DiagnosticsAsync()).Select(found => $"{found.Id} {text.ToString(found.Location.SourceSpan)}")];
    }

    /// <summary>The statements after the fix with this title, applied to the first diagnostic.</summary>
    internal async Task<string> FixAsync(string title)
    {
        var operations = await (await FixesAsync()).Single(action => action.Title == title).GetOperationsAsync(default);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(_document.Id)!;
        Assert.Empty((await changed.Project.GetCompilationAsync())!.GetDiagnostics().Where(IsError));
        var lines = (await changed.GetTextAsync()).ToString().Split('\n').Select(line => line.Trim()).ToList();
        return string.Join('\n', lines[(lines.IndexOf("//<") + 1)..lines.IndexOf("//>")]);
    }

    /// <summary>The titles of the fixes for the first diagnostic.</summary>
    internal async Task<IReadOnlyList<string>> FixTitlesAsync() => [.. (await FixesAsync()).Select(action => action.Title)];

    private async Task<IReadOnlyList<CodeAction>> FixesAsync()
    {
        var diagnostic = (await DiagnosticsAsync())[0];
        var actions = new List<CodeAction>();
        foreach (var fix in Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await fix.RegisterCodeFixesAsync(new(_document, diagnostic, (action, _) => actions.Add(action), default));
        }

        return actions;
    }

    private async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync()
    {
        var compilation = (await _document.Project.GetCompilationAsync())!;
        Assert.Equal(_compiles, !compilation.GetDiagnostics().Any(IsError));
        var found = await compilation.WithAnalyzers(Analyzers).GetAnalyzerDiagnosticsAsync();
        return [.. found.OrderBy(each => each.Location.SourceSpan.Start)];
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;
}
