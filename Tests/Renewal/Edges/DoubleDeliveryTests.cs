namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>A code that is delivered twice is sent once: a browser repeats its request, a load balancer retries it elsewhere.</summary>
public sealed class DoubleDeliveryTests
{
    private readonly Bench _bench = new();

    [Fact]
    public async Task Concurrent_deliveries_of_a_code_return_the_same_token()
    {
        _bench.Hold();
        var (first, second) = (_bench.Person.TryCodeAsync(), _bench.Person.TryCodeAsync());
        _bench.Release();
        Assert.Equal((await first).Right(), (await second).Right());
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task A_later_delivery_from_another_process_returns_a_token_of_the_same_login()
    {
        await using var source = _bench.OfPerson();
        var token = (await source.TryCodeAsync()).Right();
        Assert.Equal(token, (await source.TryCodeAsync()).Right());
        await using var other = _bench.OfPerson();
        Assert.Equal(token, (await other.TryCodeAsync()).Right());
        _bench.Advance(TimeSpan.FromHours(8));
        var renewed = (await other.TryCodeAsync()).Right(); // A token that is good now.
        Assert.NotEqual(token, renewed);
        Assert.Equal(renewed, await source.TokenAsync());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_code_that_was_rejected_is_reported_as_rejected_again()
    {
        await using var source = _bench.OfPerson();
        var rejected = TokenSourceError.SignInAgain(SignInReason.CodeRejected);
        Assert.Equal(rejected, (await source.TryCodeAsync("unknown")).Left());
        await using var other = _bench.OfPerson();
        Assert.Equal(rejected, (await other.TryCodeAsync("unknown")).Left());
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task A_code_whose_reply_was_lost_is_reported_as_undecided_once_and_then_as_used()
    {
        await using var source = _bench.OfPerson();
        (await source.TryCodeAsync()).Right();
        _bench.Advance(TimeSpan.FromHours(1));
        _bench.Arm(Fault.DropReply);
        (await source.TryCodeAsync(SamplePodio.Codes[1])).Left();
        Assert.Equal(TokenSourceError.Undecided(Bench.Start.AddHours(1)), (await source.TryCodeAsync(SamplePodio.Codes[1])).Left());
        await using var other = _bench.OfPerson();
        await other.TokenAsync(); // Settles the undecided code.
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.CodeSpent), (await other.TryCodeAsync(SamplePodio.Codes[1])).Left());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_code_that_did_not_reach_podio_may_be_sent_again()
    {
        _bench.Arm(Fault.Refuse);
        (await _bench.Person.TryCodeAsync()).Left();
        _bench.Advance(TimeSpan.FromMinutes(1));
        (await _bench.Person.TryCodeAsync()).Right();
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_code_whose_token_could_not_be_saved_is_saved_by_the_second_delivery()
    {
        var bench = Bench.Scripted();
        bench.Script.BeforeWrite = ScriptedStore.Fail(new IOException(), after: 1);
        Assert.IsType<StoreError>((await bench.Person.TryCodeAsync()).Left());
        var token = (await bench.Person.TryCodeAsync()).Right();
        Assert.Equal(token, (await bench.PersonElsewhereAsync()).Right());
        Assert.Equal(1, bench.Exchanges);
    }

    [Fact]
    public async Task After_a_sign_out_the_same_code_brings_nothing_back()
    {
        (await _bench.Person.TryCodeAsync()).Right();
        await _bench.Person.SignOutAsync();
        Assert.Equal(Bench.NoLogin, (await _bench.Person.TryCodeAsync()).Left());
        Assert.Equal(1, _bench.Exchanges);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_code_is_not_sent_again_after_a_later_one(bool isElsewhere)
    {
        (await _bench.Person.TryCodeAsync()).Right();
        var token = (await _bench.Person.TryCodeAsync(SamplePodio.Codes[1])).Right();
        await using var source = isElsewhere ? _bench.OfPerson() : null;
        Assert.Equal(token, (await (source ?? _bench.Person).TryCodeAsync()).Right());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_code_is_not_sent_again_after_another_one_that_did_not_reach_podio()
    {
        var token = (await _bench.Person.TryCodeAsync()).Right();
        _bench.Arm(Fault.Refuse);
        (await _bench.Person.TryCodeAsync(SamplePodio.Codes[1])).Left();
        await using var other = _bench.OfPerson();
        Assert.Equal(token, (await other.TryCodeAsync()).Right());
        Assert.Equal(2, _bench.Exchanges);
        (await other.TryCodeAsync(SamplePodio.Codes[1])).Right(); // But this one may be.
        Assert.Equal(3, _bench.Exchanges);
    }

    [Fact]
    public async Task Of_many_codes_the_last_eight_are_remembered()
    {
        foreach (var code in SamplePodio.Codes.Take(9))
        {
            (await _bench.Person.TryCodeAsync(code)).Right();
        }

        foreach (var code in SamplePodio.Codes.Skip(1).Take(8))
        {
            (await _bench.Person.TryCodeAsync(code)).Right();
        }

        Assert.Equal(9, _bench.Exchanges);
    }
}
