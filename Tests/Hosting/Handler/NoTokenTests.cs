namespace PodioOAuth.Functional.Hosting.Tests.Handler;

/// <summary>Where no token can be had nothing is sent, and the exception says why.</summary>
public sealed class NoTokenTests
{
    private readonly TokenBench _bench = new();

    public static TheoryData<Fault, Type> Failures => new()
    {
        { Fault.Reject("invalid_client", "oauth.client.invalid_secret"), typeof(RejectedError) },
        { Fault.Unavailable(), typeof(UnavailableError) },
        { Fault.Refuse, typeof(UnreachableError) },
    };

    [Theory, MemberData(nameof(Failures))]
    public async Task A_failed_exchange_sends_nothing(Fault fault, Type expected)
    {
        _bench.Podio.Update(state => state.Arm(fault));
        var exception = await Assert.ThrowsAsync<TokenUnavailableException>(() => _bench.Over(Answers.Ok).GetAsync());
        Assert.IsType(expected, Assert.IsType<ExchangeError>(exception.Error).Error);
        Assert.Equal(typeof(Exception), exception.GetType().BaseType); // Handlers repeat an HttpRequestException, or count it.
        Assert.Equal(exception.Error.Describe(), exception.Message);
        Assert.Empty(_bench.Stub.Requests);
    }

    [Fact]
    public async Task A_person_who_has_not_signed_in_is_asked_to()
    {
        await using var person = TokenSource.SignedIn(_bench.Podio.Transport.ToTokenExchange(), SamplePodio.Client, "jane");
        var stub = StubHandler.Always(Answers.Ok);
        using var client = new HttpClient(new PodioTokenHandler(_ => person) { InnerHandler = stub });
        var exception = await Assert.ThrowsAsync<TokenUnavailableException>(() => client.GetAsync(TokenBench.Item));
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), exception.Error);
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task A_renewal_that_fails_ends_the_call_without_sending_it_again()
    {
        _ = await _bench.TokenAsync();
        _bench.Podio.Update(state => state.Arm(Fault.Unavailable()));
        var error = await _bench.Over(StubHandler.RefusingFirst(1)).GetInVainAsync();
        Assert.IsType<UnavailableError>(Assert.IsType<ExchangeError>(error).Error);
        Assert.Single(_bench.Stub.Requests);
    }

    [Fact]
    public async Task The_callers_cancellation_stays_one()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _bench.Over(Answers.Ok).Client.GetAsync(TokenBench.Item, new CancellationToken(canceled: true)));
        Assert.Empty(_bench.Stub.Requests);
    }

    [Fact]
    public void The_exception_requires_an_error() => Assert.Throws<ArgumentNullException>(() => new TokenUnavailableException(null!));
}
