namespace PodioOAuth.Functional.Renewal.Tests;

/// <summary>Sources are shared by those who have all that it takes, and by nobody else.</summary>
public sealed class TokenSourceRegistryTests
{
    private static readonly long[] Apps = [SamplePodio.AppId, 777];

    private static Gen<TokenRequest> Request { get; } =
        from secret in Gen.Frequency((4, Gen.Constant(SamplePodio.Client.ClientSecret)), (1, Gen.Constant(new Secret("not the client's"))))
        from app in Gen.Elements(Apps)
        from token in Gen.Elements<Secret>(SamplePodio.AppToken, "of-777", "of nobody")
        from format in Gen.Elements(WireFormat.Form, WireFormat.Json)
        select new TokenRequest(SamplePodio.Client with { ClientSecret = secret }, Grant.App(app, token), format);

    [Property(MaxTest = 60)]
    public Property Each_caller_gets_its_own_token_or_an_error_and_waits_only_for_its_equals() => Prop.ForAll(
        Arb.From(Request.NonEmptyListOf()),
        requests =>
        {
            var bench = new Bench();
            bench.Podio.Update(state => state.WithApp(777, "of-777"));
            var sources = new TokenSourceRegistry(bench.Exchange, bench.Options with { Observer = null });
            var asked = requests.Select(request => (Request: request, Source: sources.Unattended(request))).ToList();
            var answers = Task.WhenAll(asked.Select(it => it.Source.GetTokenAsync())).GetAwaiter().GetResult();
            var isShared = asked.All(
                one => asked.All(other => ReferenceEquals(one.Source, other.Source) == (one.Request == other.Request)));
            var isHis = requests.Zip(answers, (request, answer) => answer.Match(
                Right: token => request.Grant is AppGrant app && token.Reference == TokenReference.App(app.AppId) && IsRight(app),
                Left: error => error is ExchangeError { Error: RejectedError } or CoolingDownError)).All(it => it); // Refused, or just now.
            var isServed = requests.Zip(answers, (request, answer) =>
                answer.IsRight || request.Client != SamplePodio.Client || !IsRight((AppGrant)request.Grant)).All(it => it);
            sources.DisposeAsync().AsTask().GetAwaiter().GetResult();
            return (isShared && isHis && isServed && bench.Exchanges <= asked.Select(it => it.Request).Distinct().Count())
                .Classify(asked.DistinctBy(it => it.Request).Count() < asked.Count, "equals among them");
        });

    [Fact]
    public async Task A_person_s_source_is_shared_by_client_name_and_format()
    {
        await using var sources = new TokenSourceRegistry(new Bench().Exchange);
        var jane = sources.SignedIn(SamplePodio.Client, "jane");
        Assert.Same(jane, sources.SignedIn(SamplePodio.Client with { }, "jane"));
        Assert.NotSame(jane, sources.SignedIn(SamplePodio.Client, "joe"));
        Assert.NotSame(jane, sources.SignedIn(SamplePodio.Client, "jane", WireFormat.Json));
        Assert.NotSame(jane, sources.SignedIn(SamplePodio.Client with { ClientSecret = "changed" }, "jane"));
        Assert.Equal(4, sources.Count);
    }

    [Fact]
    public async Task A_removed_source_is_disposed_and_its_login_stays()
    {
        var bench = new Bench();
        await using var sources = new TokenSourceRegistry(bench.Exchange, bench.Options);
        var source = sources.Unattended(Bench.App);
        var token = await source.TokenAsync();
        Assert.True(await sources.RemoveAsync(Bench.App));
        Assert.False(await sources.RemoveAsync(Bench.App));
        Assert.False(await sources.RemoveAsync(SamplePodio.Client, "jane"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => source.GetTokenAsync());
        Assert.Equal(token, (await sources.Unattended(Bench.App).GetTokenAsync()).Right());
    }

    [Fact]
    public async Task After_disposal_no_source_is_usable()
    {
        var sources = new TokenSourceRegistry(new Bench().Exchange);
        var source = sources.Unattended(Bench.App);
        await sources.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => source.GetTokenAsync());
        Assert.Throws<ObjectDisposedException>(() => sources.Unattended(Bench.App));
    }

    [Fact]
    public void Invalid_arguments_are_refused()
    {
        var exchange = new Bench().Exchange;
        Assert.Throws<ArgumentNullException>(() => new TokenSourceRegistry(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenSourceRegistry(exchange, idleTimeout: TimeSpan.Zero));
        var sources = new TokenSourceRegistry(exchange);
        Assert.Throws<ArgumentNullException>(() => sources.Unattended(null!));
        Assert.Throws<ArgumentException>(() => sources.Unattended(Bench.App with { Grant = Grant.RefreshToken("r") }));
        Assert.Throws<ArgumentNullException>(() => sources.SignedIn(null!, "jane"));
        Assert.Throws<ArgumentException>(() => sources.SignedIn(SamplePodio.Client, ""));
        Assert.Equal(0, sources.Count);
    }

    private static bool IsRight(AppGrant app) => app.AppToken == (app.AppId == 777 ? new Secret("of-777") : SamplePodio.AppToken);
}
