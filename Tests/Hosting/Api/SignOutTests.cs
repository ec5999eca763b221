using Microsoft.Extensions.DependencyInjection;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Hosting.Tests.Api;

/// <summary>A person signs out at Podio and here, and is told which of the two failed.</summary>
public sealed class SignOutTests
{
    private const string Invalidate = "/oauth/grant/invalidate";

    [Fact]
    public async Task Both_are_done_with_the_token_of_the_source_whichever_the_client_has()
    {
        await using var podio = await Served.StartAsync();
        await using var services = podio.Services().BuildServiceProvider();
        var (source, token) = await SignInAsync(podio, services);
        var crm = (await services.GetRequiredService<PodioTokenSources>().Get("crm").GetTokenAsync()).Right();

        var result = await source.SignOutEverywhereAsync(services.Client());

        Assert.Equal((true, true, null, null), (result.IsDone, result.HadGrant, result.AtPodio, result.Here));
        Assert.Equal(TokenReference.None, podio.Podio.State.ReferenceOf(token.AccessToken, podio.Podio.Now));
        Assert.IsType<AppReference>(podio.Podio.State.ReferenceOf(crm.AccessToken, podio.Podio.Now));
        await AssertSignedOutAsync(source);
        Assert.Equal(1, podio.CallsOf(Invalidate));
    }

    [Fact]
    public async Task Where_nobody_is_signed_in_there_is_nothing_to_end()
    {
        await using var podio = await Served.StartAsync();
        await using var services = podio.Services().BuildServiceProvider();
        var source = services.GetRequiredService<PodioTokenSources>().SignedIn("ann");
        var result = await source.SignOutEverywhereAsync(services.Client());
        Assert.Equal((true, false), (result.IsDone, result.HadGrant));
        Assert.Empty(podio.Podio.Requests);
    }

    [Fact]
    public async Task An_expired_token_is_renewed_so_that_its_grant_can_be_ended()
    {
        await using var podio = await Served.StartAsync();
        await using var services = podio.Services().BuildServiceProvider();
        var (source, _) = await SignInAsync(podio, services);
        podio.Clock.Advance(TimeSpan.FromHours(9));
        var result = await source.SignOutEverywhereAsync(services.Client());
        Assert.Equal((true, true), (result.IsDone, result.HadGrant));
        Assert.Equal(2, podio.Exchanges);
    }

    [Fact]
    public async Task A_grant_that_Podio_ended_before_is_none()
    {
        await using var podio = await Served.StartAsync();
        await using var services = podio.Services().BuildServiceProvider();
        var (source, _) = await SignInAsync(podio, services);
        podio.Podio.Update(state => state.RevokeAll());
        var result = await source.SignOutEverywhereAsync(services.Client());
        Assert.Equal((true, false), (result.IsDone, result.HadGrant));
        podio.Clock.Advance(TimeSpan.FromSeconds(1)); // So long a failure is told again without a look at the store.
        await AssertSignedOutAsync(source);
    }

    [Fact]
    public async Task Whatever_Podio_says_the_login_is_forgotten_here()
    {
        await using var podio = await Served.StartAsync();
        await using var services = podio.Services().BuildServiceProvider();
        var (source, _) = await SignInAsync(podio, services);
        podio.Podio.Update(state => state.Arm(Fault.Unavailable(), Invalidate));
        var result = await source.SignOutEverywhereAsync(services.Client());
        Assert.Equal((false, true, null), (result.IsDone, result.HadGrant, result.Here));
        Assert.IsType<UnavailableError>(Assert.IsType<ExchangeError>(result.AtPodio).Error);
        await AssertSignedOutAsync(source);
    }

    [Fact]
    public async Task A_store_that_cannot_be_changed_is_told_of_beside_Podio()
    {
        await using var podio = await Served.StartAsync();
        var store = new FullStore();
        var collection = podio.Services();
        collection.AddPodioOAuth().UseStore(_ => store);
        await using var services = collection.BuildServiceProvider();
        var (source, token) = await SignInAsync(podio, services);
        store.IsFull = true;
        var result = await source.SignOutEverywhereAsync(services.Client());
        Assert.Equal((false, true, null), (result.IsDone, result.HadGrant, result.AtPodio));
        Assert.IsType<StoreError>(result.Here);
        Assert.Equal(TokenReference.None, podio.Podio.State.ReferenceOf(token.AccessToken, podio.Podio.Now));

        podio.Podio.Update(state => state.Arm(Fault.Unavailable(), Invalidate));
        Assert.IsType<StoreError>((await source.SignOutEverywhereAsync(services.Client())).Here);
    }

    [Fact]
    public async Task A_client_that_adds_no_token_ends_nothing_at_Podio_and_it_is_told()
    {
        await using var podio = await Served.StartAsync();
        await using var services = podio.Services().BuildServiceProvider();
        var (source, _) = await SignInAsync(podio, services);
        using var client = new HttpClient { BaseAddress = podio.Address };
        var result = await source.SignOutEverywhereAsync(client);
        Assert.IsType<RejectedError>(Assert.IsType<ExchangeError>(result.AtPodio).Error);
        await AssertSignedOutAsync(source);
    }

    [Fact]
    public async Task Canceled_before_Podio_has_answered_it_can_be_tried_again()
    {
        await using var podio = await Served.StartAsync();
        await using var services = podio.Services().BuildServiceProvider();
        var (source, token) = await SignInAsync(podio, services);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => source.SignOutEverywhereAsync(services.Client(), new CancellationToken(canceled: true)));
        Assert.Equal(token, (await source.GetTokenAsync()).Right());
        Assert.True((await source.SignOutEverywhereAsync(services.Client())).IsDone);
    }

    [Fact]
    public async Task Null_is_refused()
    {
        await using var podio = await Served.StartAsync();
        await using var services = podio.Services().BuildServiceProvider();
        var source = services.GetRequiredService<PodioTokenSources>().SignedIn("ann");
        await Assert.ThrowsAsync<ArgumentNullException>(() => source.SignOutEverywhereAsync(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => ((SignedInTokenSource)null!).SignOutEverywhereAsync(services.Client()));
    }

    private static async Task<(SignedInTokenSource Source, Token Token)> SignInAsync(Served podio, IServiceProvider services)
    {
        var source = services.GetRequiredService<PodioTokenSources>().SignedIn("ann");
        return (source, (await source.SignInAsync(podio.NewCode(), SamplePodio.RedirectUri)).Right());
    }

    private static async Task AssertSignedOutAsync(SignedInTokenSource source) => Assert.Equal(
        TokenSourceError.SignInAgain(SignInReason.NoLogin),
        (await source.GetTokenAsync()).Match(Right: _ => null!, Left: error => error));

    private sealed class FullStore : ITokenStore
    {
        private readonly InMemoryTokenStore _store = new();

        internal bool IsFull { get; set; }

        public Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default) =>
            _store.LockAsync(key, timeout, cancellationToken);

        public Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default) =>
            _store.ReadAsync(key, cancellationToken);

        public Task WriteAsync(
            string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default) =>
            IsFull ? Task.FromException(new IOException("full")) : _store.WriteAsync(key, value, lifetime, cancellationToken);

        public Task RemoveAsync(string key, CancellationToken cancellationToken = default) => _store.RemoveAsync(key, cancellationToken);
    }
}
