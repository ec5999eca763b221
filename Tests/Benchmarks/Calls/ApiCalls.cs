namespace PodioOAuth.Functional.Benchmarks;

/// <summary>A call of the API with a token that is there already, by one caller and by many.</summary>
internal static class ApiCalls
{
    internal const string Ours = "PodioTokenHandler";
    internal const string FixedHeader = "HttpClient with a fixed header";
    internal const string Msal = "a handler over MSAL";
    internal const string Semaphore = "a handler over a SemaphoreSlim cache";

    private static readonly int[] Callers = [1, 64];
    private static readonly Goal[] AlmostNothing =
        [new(Measure.Time, AtMost: 1.03), new(Measure.Bytes, AtMost: 400, Comparison.Difference)];

    private static readonly Goal[] Ahead = [new(Measure.Time, AtMost: 1), new(Measure.Bytes, AtMost: 1)];

    internal static IReadOnlyList<Figure> Figures(ApiClients clients) =>
    [
        .. Beside(clients, FixedHeader, clients.ByFixedHeader, AlmostNothing),
        .. Beside(clients, Msal, clients.ByMsalHandler, Ahead),
        .. Beside(clients, Semaphore, clients.BySemaphoreHandler, Ahead),
    ];

    private static IEnumerable<Figure> Beside(ApiClients clients, string peer, Func<Task<byte[]>> callByPeer, Goal[] goals) =>
        Callers.Select(callers => new Figure(
            $"a call of the API, {callers} {(callers == 1 ? "caller" : "callers")}",
            Contender.Of(Ours, clients.ByTokenHandler, callers),
            Contender.Of(peer, callByPeer, callers),
            goals,
            () => Agreement.Check(Text(clients.ByTokenHandler()), Text(callByPeer()))));

    private static string Text(Task<byte[]> body) => Convert.ToHexString(body.GetAwaiter().GetResult());
}
