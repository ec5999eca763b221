namespace PodioOAuth.Functional.Hosting.Tests.Api;

/// <summary>A person signs out at Podio and here, and is told which of the two failed.</summary>
public sealed class SignOutTests : OnServed
{
    private const string Invalidate = "/oauth/grant/invalidate";

    [Fact]
    public async Task Signing_out_revokes_and_forgets_with_the_token_of_the_source()
    {
        var (token, crm) = (await Served.SignInAsync("ann"), await Served.TokenAsync());
        var result = await SignOutAsync(Served);
        Assert.Equal((true, true, null, null), (result.IsDone, result.HadGrant, result.AtPodio, result.Here));
        Assert.Equal(TokenReference.None, Served.Podio.State.ReferenceOf(token.AccessToken, Served.Podio.Now));
        Assert.IsType<AppReference>(Served.Podio.State.ReferenceOf(crm.AccessToken, Served.Podio.Now));
        await AssertSignedOutAsync(Served);
        Assert.Equal(1, Served.CallsOf(Invalidate));
    }

    [Fact]
    public async Task If_no_one_is_signed_in_there_is_nothing_to_revoke()
    {
        var result = await SignOutAsync(Served);
        Assert.Equal((true, false), (result.IsDone, result.HadGrant));
        Assert.Empty(Served.Podio.Requests);
    }

    [Theory]
    [InlineData(false)] // An expired token is renewed, so that its grant can be ended.
    [InlineData(true)] // A grant that Podio ended before is none.
    public async Task A_leftover_grant_is_revoked(bool isRevoked)
    {
        await Served.SignInAsync("ann");
        Served.Clock.Advance(isRevoked ? TimeSpan.Zero : TimeSpan.FromHours(9));
        Served.Podio.Update(state => isRevoked ? state.RevokeAll() : state);
        var result = await SignOutAsync(Served);
        Assert.Equal((true, !isRevoked), (result.IsDone, result.HadGrant));
        Served.Clock.Advance(TimeSpan.FromSeconds(1)); // So long a failure is told again without a look at the store.
        await AssertSignedOutAsync(Served);
        Assert.Equal(2, Served.Exchanges);
    }

    [Theory]
    [InlineData(true, typeof(UnavailableError))]
    [InlineData(false, typeof(RejectedError))] // It adds no token.
    public async Task The_login_is_forgotten_even_if_Podio_does_not_revoke_the_grant(bool isOurs, Type expected)
    {
        await Served.SignInAsync("ann");
        Served.Podio.Update(state => isOurs ? state.Arm(Fault.Unavailable(), Invalidate) : state);
        using var foreign = new HttpClient { BaseAddress = Served.Address };
        var result = await SignOutAsync(Served, isOurs ? Served.Client() : foreign);
        Assert.Equal((false, true, null), (result.IsDone, result.HadGrant, result.Here));
        Assert.IsType(expected, Assert.IsType<ExchangeError>(result.AtPodio).Error);
        await AssertSignedOutAsync(Served);
    }

    [Fact]
    public async Task A_store_that_cannot_be_changed_is_reported_beside_Podios_result()
    {
        var store = new ScriptedStore();
        await using var podio = await Served.StartAsync(store);
        var token = await podio.SignInAsync("ann");
        store.BeforeWrite = () => throw new IOException("full");
        var result = await SignOutAsync(podio);
        Assert.Equal((false, true, null), (result.IsDone, result.HadGrant, result.AtPodio));
        Assert.IsType<StoreError>(result.Here);
        Assert.Equal(TokenReference.None, podio.Podio.State.ReferenceOf(token.AccessToken, podio.Podio.Now));

        podio.Arm(Fault.Unavailable(), Invalidate);
        Assert.IsType<StoreError>((await SignOutAsync(podio)).Here);
    }

    [Fact]
    public async Task A_sign_out_that_is_canceled_before_Podio_replies_can_be_retried()
    {
        var token = await Served.SignInAsync("ann");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Ann(Served).SignOutEverywhereAsync(Served.Client(), new CancellationToken(canceled: true)));
        Assert.Equal(token, (await Ann(Served).GetTokenAsync()).Right());
        Assert.True((await SignOutAsync(Served)).IsDone);
    }

    [Fact]
    public async Task Null_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => Ann(Served).SignOutEverywhereAsync(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => ((SignedInTokenSource)null!).SignOutEverywhereAsync(Served.Client()));
    }

    private static SignedInTokenSource Ann(Served podio) => podio.Sources.SignedIn("ann");

    private static Task<SignOutResult> SignOutAsync(Served podio, HttpClient? client = null) =>
        Ann(podio).SignOutEverywhereAsync(client ?? podio.Client());

    private static async Task AssertSignedOutAsync(Served podio) =>
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), (await Ann(podio).GetTokenAsync()).Left());
}
