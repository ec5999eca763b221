using System.Text.RegularExpressions;
using LanguageExt;

namespace PodioOAuth.Functional.Transports.Tests.Corpus;

/// <summary>Every recorded reply, the broken ones included, byte for byte over a socket and through each transport: it becomes what
/// corpus.json says, no text made from it tells a secret, and the client is as good as new afterwards.</summary>
public abstract partial class CorpusOverTheWireTests(Face face)
{
    private static readonly TransportOptions Patient = new() { Timeout = TimeSpan.FromSeconds(20) };

    // The very secrets that the recordings 144 and 145 echo.
    private static readonly TokenRequest Request = new(
        new ClientCredentials("fictional-client", "b13d7ac1c1cab6790849c43e2f292716e71042e166c6e02c832cbe7024c9debe"),
        Grant.RefreshToken(
            "a1750ce3eee77b5d236d30fbcf4356e5b4c17e9e8eea44c821a2b4952099d31e"
            + "9ca792bdb19ff599c02d03692e9f4d933b836d945e36f365425c55ed84043396"));

    private static readonly SortedDictionary<string, UnreachableReason> Reasons = new(StringComparer.Ordinal)
    {
        ["230"] = UnreachableReason.ConnectionLost,
        ["231"] = UnreachableReason.ConnectionLost,
        ["232"] = UnreachableReason.InvalidResponse,
        ["233"] = UnreachableReason.InvalidResponse,
        ["234"] = UnreachableReason.InvalidResponse,
        ["235"] = UnreachableReason.InvalidResponse,
        ["236"] = UnreachableReason.InvalidResponse,
        ["237"] = UnreachableReason.ConnectionLost,
        ["238"] = UnreachableReason.ConnectionLost,
        ["239"] = UnreachableReason.ConnectionLost, // Too short to be told from a reply that broke off.
    };

    public static IEnumerable<object[]> Recordings =>
        from entry in CorpusEntry.All
        from ending in RecordingServer.EndingsOf(entry)
        select new object[] { entry.File, ending };

    [Theory, MemberData(nameof(Recordings))]
    public async Task A_recording_becomes_what_is_expected_of_it(string file, Ending ending)
    {
        var entry = CorpusEntry.All.Single(one => one.File == file);
        await using var server = new RecordingServer(entry, ending, times: 2);
        using var client = new HttpClient(HttpClientTransport.CreateHandler());
        var transport = face.Over(client, server.Endpoint, Patient);

        var reply = await transport.SendAsync();
        Assert.Equal([], CorpusVerdict.Compare(entry, reply.Bind(TokenReply.Parse)));
        if (Reasons.TryGetValue(entry.File[..3], out var reason))
        {
            reply.AssertUnreachable(reason, mayHaveBeenProcessed: true);
        }

        await server.HasEndedAsync();
        var token = await transport.RequestTokenAsync(Request);
        Assert.Equal(CorpusChoices.OutcomeOf(entry), CorpusVerdict.OutcomeOf(token));
        Assert.Empty(Leaks(entry, reply, token));

        await server.HasEndedAsync();
        var later = await transport.RequestTokenAsync(Request);
        Assert.Equal(RecordingServer.LaterToken, later.Match(Right: good => good.AccessToken.Reveal(), Left: error => error.Describe()));
        Assert.Equal(3, server.Requests);
    }

    [Fact]
    public void Every_recording_without_a_reply_has_a_reason() => Assert.Equal(
        CorpusEntry.All.Where(entry => CorpusChoices.OutcomeOf(entry) == "unreachable").Select(entry => entry.File[..3]),
        Reasons.Keys);

    /// <summary>Tokens of the recording and secrets of the request, in anything that a reply, a token or an error shows.</summary>
    private static IEnumerable<Leak> Leaks(CorpusEntry entry, Either<OAuthError, HttpReply> reply, Either<OAuthError, Token> token)
    {
        var tokens = LongHex().Matches(Encoding.Latin1.GetString(entry.ReadBytes()))
            .Select((match, i) => KeyValuePair.Create<string, Secret?>($"token {i}", match.Value));
        var echo = KeyValuePair.Create<string, Secret?>("echo", "grant_type=");
        var search = LeakSearch.For([.. tokens, echo]).And(LeakSearch.For(Request));
        object shown = token.Match<object>(Right: good => good, Left: error => error);
        return
        [
            .. reply.Match(Right: search.InAnythingShownBy, Left: search.InAnythingShownBy),
            .. search.InAnythingShownBy(shown),
            .. search.In("Describe", (shown as OAuthError)?.Describe()),
        ];
    }

    [GeneratedRegex("[0-9a-f]{24,}")]
    private static partial Regex LongHex();
}

public sealed class CorpusOverHttpClientTests() : CorpusOverTheWireTests(Face.HttpClient);

public sealed class CorpusOverFlurlTests() : CorpusOverTheWireTests(Face.Flurl);
