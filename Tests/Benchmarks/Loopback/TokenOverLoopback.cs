using LanguageExt;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>From a password grant to a token over a socket, by one caller and by many.</summary>
/// <remarks>
/// The time holds what the kernel and the server take as well, the same for both. With 64 callers two cores are busy and a figure says what
/// a token costs in processor time; with one it says how long a caller waits.
/// </remarks>
internal static class TokenOverLoopback
{
    private static readonly int[] Callers = [1, 64];

    internal static IReadOnlyList<Figure> Figures(TokenClients clients) =>
    [
        .. Callers.Select(callers => BesideBareClient(clients, callers)),
        .. Callers.Select(callers => BesideDuende(clients, callers)),
        .. Callers.Select(callers => BesideFormAndRecord(clients, callers)),
        .. Callers.Select(callers => BesideFlurl(clients, callers)),
    ];

    private static Figure BesideBareClient(TokenClients clients, int callers) => new(
        Work("HttpClient", callers),
        Contender.Of("HttpClientTransport", clients.ByHttpClientTransport, callers),
        Contender.Of("HttpClient, prepared bytes, reply drained", clients.ByBareClient, callers),
        [new(Measure.Time, AtMost: callers == 1 ? 1.03 : 1.05), new(Measure.Bytes, AtMost: 1.25)],
        () => Agreement.Check(Ours(clients.ByHttpClientTransport()), Drained(clients.ByBareClient())))
    {
        CauseOfMiss = "the peer neither checks, encodes nor parses. Between system calls, where the caches are cold, that takes about 3 of "
            + "a token's 45 µs of processor time",
    };

    private static Figure BesideDuende(TokenClients clients, int callers) => new(
        Work("HttpClient", callers),
        Contender.Of("HttpClientTransport", clients.ByHttpClientTransport, callers),
        Contender.Of("Duende.IdentityModel RequestPasswordTokenAsync", clients.ByDuende, callers),
        [new(Measure.Time, AtMost: 1), new(Measure.Bytes, AtMost: 1)],
        () => Agreement.Check(Ours(clients.ByHttpClientTransport()), DuendeReply.ValuesOf(clients.ByDuende().GetAwaiter().GetResult())));

    private static Figure BesideFormAndRecord(TokenClients clients, int callers) => new(
        Work("HttpClient", callers),
        Contender.Of("HttpClientTransport", clients.ByHttpClientTransport, callers),
        Contender.Of("FormUrlEncodedContent and source-generated record", clients.ByFormAndRecord, callers),
        [new(Measure.Time, AtMost: 1), new(Measure.Bytes, AtMost: 1)],
        () => Agreement.Check(Ours(clients.ByHttpClientTransport()), clients.ByFormAndRecord().GetAwaiter().GetResult().ToValues()));

    private static Figure BesideFlurl(TokenClients clients, int callers) => new(
        Work("Flurl", callers),
        Contender.Of("FlurlTransport", clients.ByFlurlTransport, callers),
        Contender.Of("Flurl PostUrlEncodedAsync and ReceiveJson", clients.ByFlurl, callers),
        [new(Measure.Time, AtMost: callers == 1 ? 0.9 : 0.8), new(Measure.Bytes, AtMost: 0.5)],
        () => Agreement.Check(Ours(clients.ByFlurlTransport()), clients.ByFlurl().GetAwaiter().GetResult().ToValues()))
    {
        CauseOfMiss = "both go through Flurl's own SendAsync: sending prepared bytes by it takes 6,000 B, 3,400 B more than without it",
    };

    private static string Work(string client, int callers) =>
        $"a token through {client}, {callers} {(callers == 1 ? "caller" : "callers")}";

    private static TokenValues Ours(Task<Either<OAuthError, Token>> token) => SampleReply.ValuesOf(token.GetAwaiter().GetResult());

    private static TokenValues Drained(Task<byte[]> body) =>
        SampleReply.ParseValues(new HttpReply(200, "application/json", body.GetAwaiter().GetResult()));
}
