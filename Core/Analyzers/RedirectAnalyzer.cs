using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace PodioOAuth.Functional.Analyzers;

/// <summary>Reports a transport that is created with a client that follows redirects, as clients do by default.</summary>
/// <remarks>Follows a local variable to its initializer. A client or a handler from elsewhere, such as a parameter, isn't
/// reported.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RedirectAnalyzer : DiagnosticAnalyzer
{
    private const string Client = "System.Net.Http.HttpClient";
    private const string Handler = "System.Net.Http.HttpMessageHandler";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.FollowsRedirects];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod is not { Name: "Create", ContainingType.Name: "HttpClientTransport" or "FlurlTransport" }
            || !KnownTypes.IsOurs(call.TargetMethod.ContainingType)
            || call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0) is not { Value: { } client })
        {
            return;
        }

        if (ClientOf(client) is { } made && Follows(made))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.FollowsRedirects, made.Syntax.GetLocation()));
        }
    }

    // The creation of the HttpClient. One that a FlurlClient creates itself follows no redirects.
    private static IObjectCreationOperation? ClientOf(IOperation value) => Locals.Origin(value) switch
    {
        IObjectCreationOperation { Type.Name: "FlurlClient" } flurl =>
            flurl.Arguments.Select(argument => Locals.Origin(argument.Value)).FirstOrDefault(IsClient) as IObjectCreationOperation,
        IObjectCreationOperation client when IsClient(client) => client,
        _ => null,
    };

    private static bool Follows(IObjectCreationOperation client)
    {
        if (client.Arguments.IsEmpty)
        {
            return true; // new HttpClient() creates a handler that follows redirects.
        }

        var handler = client.Arguments.FirstOrDefault(argument => KnownTypes.IsOrDerivesFrom(argument.Parameter?.Type, Handler));
        return Locals.Origin(handler?.Value) is IObjectCreationOperation { Type.Name: "HttpClientHandler" or "SocketsHttpHandler" } made
            && !IsToldNotTo(made);
    }

    // new HttpClientHandler { AllowAutoRedirect = false }, or a separate assignment.
    private static bool IsToldNotTo(IObjectCreationOperation handler) => Locals.BodyOf(handler)
        .OfType<ISimpleAssignmentOperation>()
        .Any(assignment =>
            assignment.Target is IPropertyReferenceOperation { Property.Name: "AllowAutoRedirect" } target
            && assignment.Value.ConstantValue is { HasValue: true, Value: false }
            && (target.Instance is null or IInstanceReferenceOperation
                ? handler.Syntax.Span.Contains(assignment.Syntax.Span)
                : Locals.Origin(target.Instance)?.Syntax == handler.Syntax));

    private static bool IsClient(IOperation? operation) =>
        operation is IObjectCreationOperation && KnownTypes.IsOrDerivesFrom(operation.Type, Client);
}
