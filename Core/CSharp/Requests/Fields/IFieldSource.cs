namespace PodioOAuth.Functional;

/// <summary>The one list of what a request sends, in wire order.</summary>
/// <remarks>Sources and sinks are structs, so that the runtime compiles each list anew for each sink: it costs what a hand-written writer
/// would.</remarks>
internal interface IFieldSource
{
    void Send<TSink>(ref TSink sink)
        where TSink : struct, IFieldSink, allows ref struct;
}
