using LanguageExt;
using PodioOAuth.Functional.Core.Tests.Corpus;
using PodioOAuth.Functional.Corpus;

namespace PodioOAuth.Functional.InMemory.Tests.Recordings;

/// <summary>Recorded against the local Podio over HTTP, saved, read and played back: the outcomes are the same.</summary>
public sealed class RecordingTests : IAsyncLifetime, IDisposable
{
    private static readonly ClientCredentials Client = new(clientId: "my-client", clientSecret: "client+secret");
    private static readonly Grant Jane = Grant.Password("jane@example.com", "pass & wörd=100%");

    private static readonly Entropy Fixed = new("abcdefghijklmnopqrstuvwxyz012345"u8); // Random digits may contain what is searched for.

    private readonly TestPodio _podio = new(entropy: () => Fixed);
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = HttpClientTransport.CreateClient();
    private readonly Recording _recording = new(Fixed);
    private readonly List<string> _secrets =
        ["client+secret", "my-client", "jane@example.com", "pass & wörd=100%", "0123456789abcdef", "654321"];


    private LocalPodio _server = null!;

    private string FilePath => _folder["podio.json"];

    public async Task InitializeAsync() => _server = await LocalPodio.StartAsync(_podio.Podio);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_session_replays_with_the_same_outcomes_and_its_file_holds_no_secret()
    {
        var podio = HttpClientTransport.Create(_http, PodioEndpoint.Create(_server.Address.AbsoluteUri).Right()).WithRecording(_recording);
        var lived = await LiveAsync(podio);
        Assert.Equal(
            ["token", "token", "token", "token", "rejected", "rejected", "rate_limited", "unreachable"],
            lived.Select(CorpusVerdict.OutcomeOf));

        _recording.Save(FilePath);
        var file = await File.ReadAllTextAsync(FilePath);
        var search = LeakSearch.For(_secrets.Select((secret, i) => KeyValuePair.Create<string, Secret?>($"secret {i}", secret)));
        Assert.Empty(search.In("file", file));

        var loaded = Recording.Load(FilePath);
        var replayed = await LiveAsync(loaded.ToTransport());
        Assert.Equal(lived.Select(Shown), replayed.Select(Shown));
        Assert.Equal(file, loaded.ToJson());
    }

    [Fact]
    public async Task The_file_is_the_owners_and_the_readers_of_the_corpus_can_read_it()
    {
        await LiveAsync(_podio.Podio.Transport.WithRecording(_recording));
        _recording.Save(FilePath);
        Assert.Throws<IOException>(() => _recording.Save(FilePath));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
        }

        var entries = CorpusEntry.Read(await File.ReadAllTextAsync(FilePath));
        Assert.Equal(8, entries.Count);
        Assert.Equal("002-refresh-token.http", entries[1].File);
        Assert.All(entries, entry => Assert.Empty(CorpusVerdict.Compare(
            entry,
            entry.Unreachable is { } failure
                ? OAuthError.Unreachable(failure.Reason, failure.MayHaveBeenProcessed)
                : TokenReply.Parse(RecordedReply.Read(entry.ReadBytes())))));
    }

    [Fact]
    public async Task A_refresh_token_that_was_granted_is_the_one_that_is_sent()
    {
        await LiveAsync(_podio.Podio.Transport.WithRecording(_recording));
        var granted = TokenReply.Parse(_recording.Exchanges[0].Reply!).Right().RefreshToken;
        var sent = TokenRequest.Decode(_recording.Exchanges[1].Request).Right().Grant;
        Assert.Equal(Grant.RefreshToken(granted), sent);
    }

    [Fact]
    public async Task Replaying_an_unrecorded_request_is_an_error_that_says_so()
    {
        await _podio.Podio.Transport.WithRecording(_recording).RequestTokenAsync(new TokenRequest(Client, Jane));
        var replay = _recording.ToTransport();
        Assert.True((await replay.RequestTokenAsync(new TokenRequest(Client, Jane))).IsRight);
        Assert.Equal(
            "The recording has no exchange left for grant_type=password: it has 1, and each is played once.",
            await MessageAsync(replay, Jane));
        Assert.Equal(
            "The recording has no exchange for grant_type=app. It has 1 for grant_type=password.",
            await MessageAsync(replay, Grant.App(1, "t")));
        Assert.Equal(
            "The recording has no exchange for grant_type=app. It has none.",
            await MessageAsync(new Recording().ToTransport(), Grant.App(1, "t")));
        Assert.True((await _recording.ToTransport().RequestTokenAsync(new TokenRequest(Client, Jane))).IsRight); // Each begins anew.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => replay.RequestTokenAsync(new TokenRequest(Client, Jane), new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_second_factor_and_a_call_of_the_API_are_recorded_too()
    {
        _podio.Podio.Update(state => state.WithSecondFactor(TestPodio.UserId, "482915"));
        var podio = _podio.Podio.Transport.WithRecording(_recording);
        var challenge = (await podio.RequestTokenAsync(new TokenRequest(Client, Jane))).Left().As<SecondFactorRequiredError>().Challenge;
        var token = (await podio.VerifySecondFactorAsync(challenge.WithOneTimeCode("482915"))).Right();
        var call = new ReceivedRequest("GET", "/oauth/scope", contentType: null, token.RevealAuthorizationHeader(), body: default);
        _recording.Add(call, _podio.Podio.Handle(call).Reply);

        Assert.Empty(LeakSearch.For(token).And(LeakSearch.For("nonce", challenge.ServerNonce)).And(LeakSearch.For("otp", "482915"))
            .In("file", _recording.ToJson()));
        var replay = Recording.Parse(_recording.ToJson()).ToTransport();
        Assert.True((await replay.RequestTokenAsync(new TokenRequest(Client, Jane))).Left() is SecondFactorRequiredError);
        Assert.True((await replay.VerifySecondFactorAsync(challenge.WithOneTimeCode("000000"))).IsRight);
        Assert.Equal("global:all", ApiReply.ParseScope(Recording.Parse(_recording.ToJson()).Exchanges[2].Reply!).Right());
    }

    [Fact]
    public async Task Equal_entropy_gives_an_equal_file()
    {
        const string One = "abcdefghijklmnopqrstuvwxyz012345";
        List<string> jsons = [];
        foreach (var entropy in new[] { One, One, "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345" })
        {
            var podio = new InMemoryPodio(TestPodio.State, _podio.Clock, () => new Entropy(Encoding.ASCII.GetBytes(One)));
            var recording = new Recording(new Entropy(Encoding.ASCII.GetBytes(entropy)));
            await podio.Transport.WithRecording(recording).RequestTokenAsync(new TokenRequest(Client, Jane));
            jsons.Add(recording.ToJson());
        }

        Assert.Equal(jsons[0], jsons[1]);
        Assert.NotEqual(jsons[0], jsons[2]);
    }

    [Theory]
    [InlineData("", "The recording isn't valid JSON at line 1.")]
    [InlineData("{}", "The recording isn't an array.")]
    [InlineData("[1]", "Entry 1 of the recording is incomplete, or a member has the wrong type.")]
    [InlineData("[{}]", "Entry 1 of the recording is incomplete, or a member has the wrong type.")]
    [InlineData(
        """[{"request":{"method":"GET","path":"/","content_type":null,"body":""},"unreachable":{"reason":"x"}}]""",
        "Entry 1 of the recording is incomplete, or a member has the wrong type.")]
    [InlineData(
        """[{"request":{"method":"GET","path":"/","content_type":null,"body":""},"status":200,"""
            + """ "reply":{"headers":["Retry-After:30"],"body":"","is_body_too_large":false}}]""",
        "Entry 1 of the recording is incomplete, or a member has the wrong type.")]
    public void Invalid_recordings_are_refused(string json, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Recording.Parse(json)).Message);

    // An attribute can't contain such a text.
    [Fact]
    public void Half_of_a_surrogate_pair_is_refused() => Invalid_recordings_are_refused(
        "[\"\ud83d\"]", "The recording isn't valid text: it contains half of a surrogate pair.");

    [Fact]
    public async Task A_transport_with_a_bug_is_distinguished()
    {
        Transport none = (_, _) => null!;
        Transport bottom = (_, _) => Task.FromResult(default(Either<OAuthError, HttpReply>));
        Transport refused = (_, _) => Task.FromResult<Either<OAuthError, HttpReply>>(
            OAuthError.InvalidInput([new FieldError("x", FieldProblem.Custom, "No.")]));
        foreach (var broken in new[] { none, bottom })
        {
            await Assert.ThrowsAsync<InvalidOperationException>(
                () => broken.WithRecording(_recording).RequestTokenAsync(new TokenRequest(Client, Jane)));
        }

        Assert.True((await refused.WithRecording(_recording).RequestTokenAsync(new TokenRequest(Client, Jane))).IsLeft);
        Assert.Empty(_recording.Exchanges);
        Assert.Equal("Recording { Exchanges = 0 }", _recording.ToString());
    }

    // A life of a client: what each step needs comes from the one before it, recorded or live.
    private async Task<IReadOnlyList<Either<OAuthError, Token>>> LiveAsync(Transport podio)
    {
        List<Either<OAuthError, Token>> outcomes = [await AskAsync(Jane)];
        outcomes.Add(await AskAsync(Grant.RefreshToken(outcomes[0].Right().RefreshToken)));
        outcomes.Add(await AskAsync(Grant.RefreshToken(outcomes[1].Right().RefreshToken)));
        outcomes.Add(await AskAsync(Grant.App(TestPodio.AppId, "0123456789abcdef"), WireFormat.Json));
        outcomes.Add(await AskAsync(Grant.Password("jane@example.com", "not the password")));
        outcomes.Add(await AskAsync(Grant.RefreshToken("no such refresh token")));
        _podio.Podio.Update(state => state.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300))));
        outcomes.Add(await AskAsync(Jane));
        _podio.Podio.Update(state => state.Arm(Fault.DropReply));
        outcomes.Add(await AskAsync(Jane));
        return outcomes;

        async Task<Either<OAuthError, Token>> AskAsync(Grant grant, WireFormat format = WireFormat.Form)
        {
            var outcome = await podio.RequestTokenAsync(new TokenRequest(Client, grant, format));
            _secrets.AddRange(outcome.Match(
                Right: token => new[] { token.AccessToken.Reveal(), token.RefreshToken!.Reveal() }, Left: _ => []));
            return outcome;
        }
    }

    // But for what is a stand-in: tokens print none, and the request id and the reference are the exchange's own.
    private static string Shown(Either<OAuthError, Token> outcome) => outcome.Match(
        Right: token => $"{token with { Reference = TokenReference.None }} {token.Reference.GetType().Name}",
        Left: error => error switch
        {
            RejectedError it => $"{it with { Facts = it.Facts with { RequestId = null } }}",
            RateLimitedError it => $"{it with { Facts = it.Facts with { RequestId = null } }}",
            _ => $"{error}",
        });

    private static async Task<string> MessageAsync(Transport replay, Grant grant) => Assert.Single(
        (await replay.RequestTokenAsync(new TokenRequest(Client, grant))).Left().As<InvalidInputError>().Fields).Message;
}
