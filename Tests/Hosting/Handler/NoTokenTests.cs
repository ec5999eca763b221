namespace PodioOAuth.Functional.Hosting.Tests.Handler;

/// <summary>Where no token can be had nothing is sent, and the exception says why.</summary>
public sealed class NoTokenTests
{
    private static readonly Uri Item = new("https://api.podio.com/item/1");

    private readonly TokenBench _bench = new();

    [Theory]
    [InlineData(typeof(RejectedError))]
    [InlineData(typeof(UnavailableError))]
    [InlineData(typeof(UnreachableError))]
    public async Task A_failed_exchange_sends_nothing(Type expected)
    {
        _bench.Podio.Update(state => state.Arm(
            expected == typeof(RejectedError) ? Fault.Reject("invalid_client", "oauth.client.invalid_secret")
            : expected == typeof(UnavailableError) ? Fault.Unavailable()
            : Fault.Refuse));
        var stub = StubHandler.Always(Answers.Ok);
        using var client = _bench.Client(stub);
        var exception = await Assert.ThrowsAsync<TokenUnavailableException>(() => client.GetAsync(Item));
        Assert.IsType(expected, Assert.IsType<ExchangeError>(exception.Error).Error);
        Assert.Equal(typeof(Exception), exception.GetType().BaseType); // Handlers repeat an HttpRequestException, or count it.
        Assert.Equal(exception.Error.Describe(), exception.Message);
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task A_person_who_has_not_signed_in_is_asked_to()
    {
        await using var person = TokenSource.SignedIn(_bench.Podio.Transport.ToTokenExchange(), SamplePodio.Client, "jane");
        var stub = StubHandler.Always(Answers.Ok);
        using var client = new HttpClient(new PodioTokenHandler(_ => person) { InnerHandler = stub });
        var exception = await Assert.ThrowsAsync<TokenUnavailableException>(() => client.GetAsync(Item));
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), exception.Error);
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task A_renewal_that_fails_ends_the_call_without_sending_it_again()
    {
        _ = await _bench.TokenAsync();
        _bench.Podio.Update(state => state.Arm(Fault.Unavailable()));
        var stub = StubHandler.RefusingFirst(1);
        using var client = _bench.Client(stub);
        var exception = await Assert.ThrowsAsync<TokenUnavailableException>(() => client.GetAsync(Item));
        Assert.IsType<UnavailableError>(Assert.IsType<ExchangeError>(exception.Error).Error);
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task The_callers_cancellation_stays_one()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var stub = StubHandler.Always(Answers.Ok);
        using var client = _bench.Client(stub);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetAsync(Item, cancelled.Token));
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public void An_exception_has_a_reason() => Assert.Throws<ArgumentNullException>(() => new TokenUnavailableException(null!));
}
