namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Every figure, in the order of the table.</summary>
internal static class AllFigures
{
    /// <param name="clients">The contenders that ask a server for a token.</param>
    /// <param name="api">Those that call it with one.</param>
    /// <param name="podio">That server's address.</param>
    /// <param name="isNative">Whether native programs are published and measured as well.</param>
    internal static IReadOnlyList<FigureGroup> Over(TokenClients clients, ApiClients api, Uri podio, bool isNative) =>
    [
        new("Computing", Paces.Computing, [.. EncodeGrant.Figures, .. ParseBesideSystemTextJson.Figures, .. ParseBesideDuende.Figures]),
        new("A token over loopback, the server in another process", Paces.Exchanging, TokenOverLoopback.Figures(clients)),
        new("A call of the API over loopback, the token there", Paces.Exchanging, ApiCalls.Figures(api)),
        new("A cached token, one thread", Paces.Serving, CachedToken.Figures(threads: 1)),
        new("A cached token, 64 threads at the same time", Paces.ServingMany, CachedToken.Figures(threads: 64)),
        new("10,000 callers at the moment of expiry, a renewal that takes 50 ms", Paces.Waiting, TokenAtExpiry.Figures()),
        new(
            "From the start of a process to its first token",
            Paces.Starting,
            [FirstToken.Figure(podio), .. isNative ? [FirstToken.NativeFigure(podio)] : Array.Empty<Figure>()]),
    ];
}
