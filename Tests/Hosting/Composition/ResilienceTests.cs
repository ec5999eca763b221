using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace PodioOAuth.Functional.Hosting.Tests.Composition;

/// <summary>The order that <see cref="PodioTokenHandler"/> asks for: a retry handler of the application's outside of it.</summary>
public sealed class ResilienceTests : OnServed
{
    private const int Attempts = 4;

    [Theory]
    [InlineData(1, 1)] // A good reply at once.
    [InlineData(2, 1)]
    [InlineData(Attempts, Attempts)] // The token ends while the call is tried: each attempt has the one that is current.
    public async Task An_attempt_has_the_token_that_is_current(int attempts, int tokens)
    {
        var stub = new StubHandler((_, number) =>
        {
            Served.Clock.Advance(tokens > 1 ? TimeSpan.FromHours(9) : TimeSpan.Zero);
            return number < attempts ? Unavailable() : Answers.Ok();
        });
        AddResilient(Served, stub);
        Assert.Equal(200, await Served.CallAsync("resilient"));
        Assert.Equal(attempts, stub.Requests.Count(request => request.Authorization!.StartsWith("OAuth2 ", StringComparison.Ordinal)));
        Assert.Equal((tokens, tokens), (stub.Requests.Select(request => request.Authorization).Distinct().Count(), Served.Exchanges));
    }

    [Fact]
    public async Task A_rejected_token_uses_no_attempt_of_the_outer_handler()
    {
        var stub = StubHandler.RefusingFirst(1);
        AddResilient(Served, stub);
        Assert.Equal(200, await Served.CallAsync("resilient"));
        Assert.Equal((2, 2), (stub.Requests.Count, Served.Exchanges));
    }

    [Fact]
    public async Task Repeating_a_call_without_a_token_sends_one_request()
    {
        Served.Arm(Fault.Unavailable(), times: 100);
        var stub = StubHandler.Always(Answers.Ok);
        AddResilient(Served, stub);
        await Served.CallInVainAsync("resilient");
        Assert.Equal((0, 1), (stub.Requests.Count, Served.Exchanges));
    }

    [Fact]
    public async Task A_tenant_without_a_token_opens_no_circuit_for_the_others()
    {
        var tenant = new HttpRequestOptionsKey<string>("tenant");
        var client = Served.AddClient("tenants");
        client.AddStandardResilienceHandler(options =>
        {
            WithPatience(options);
            options.CircuitBreaker.MinimumThroughput = 2;
        });
        client.AddPodioTokenBy((provider, request) => request.Options.TryGetValue(tenant, out var name)
                ? provider.GetRequiredService<PodioTokenSources>().SignedIn(name)
                : provider.GetRequiredService<PodioTokenSources>().Get("crm"))
            .ConfigurePrimaryHttpMessageHandler(() => StubHandler.Always(Answers.Ok));
        for (var call = 0; call < 100; call++)
        {
            using var ofNobody = new HttpRequestMessage(HttpMethod.Get, Served.Echo);
            ofNobody.Options.Set(tenant, "signed out");
            var exception = await Assert.ThrowsAsync<TokenUnavailableException>(() => Served.Client("tenants").SendAsync(ofNobody));
            Assert.IsType<SignInAgainError>(exception.Error);
            Assert.Equal(200, await Served.CallAsync("tenants"));
        }
    }

    [Fact]
    public async Task The_usual_predicates_do_not_treat_it_as_a_transient_failure()
    {
        var outcome = Outcome.FromException<HttpResponseMessage>(new TokenUnavailableException(TokenSourceError.LockLost));
        Assert.False(HttpClientResiliencePredicates.IsTransient(outcome));
        var context = ResilienceContextPool.Shared.Get();
        Assert.False(await new HttpRetryStrategyOptions().ShouldHandle(new(context, outcome, 0)));
        Assert.False(await new HttpCircuitBreakerStrategyOptions().ShouldHandle(new(context, outcome)));
    }

    [Fact]
    public async Task The_standard_handler_outside_of_it_works_as_well()
    {
        var stub = new StubHandler((_, number) => number == 1 ? Unavailable() : Answers.Ok());
        var client = Served.AddClient("standard");
        client.AddStandardResilienceHandler(WithPatience);
        client.AddPodioToken("crm").ConfigurePrimaryHttpMessageHandler(() => stub);
        Assert.Equal(200, await Served.CallAsync("standard"));
        Assert.Equal(2, stub.Requests.Count(request => request.Authorization!.StartsWith("OAuth2 ", StringComparison.Ordinal)));
        Assert.Equal(1, Served.Exchanges);
    }

    private static HttpResponseMessage Unavailable() => Answers.Of(System.Net.HttpStatusCode.ServiceUnavailable, "");

    private static void WithPatience(HttpStandardResilienceOptions options)
    {
        options.Retry.Delay = TimeSpan.Zero;
        options.AttemptTimeout.Timeout = TimeSpan.FromMinutes(1); // Its own ten seconds pass on a machine that is busy.
        options.CircuitBreaker.SamplingDuration = TimeSpan.FromMinutes(2);
        options.TotalRequestTimeout.Timeout = TimeSpan.FromMinutes(5);
    }

    private static void AddResilient(Served podio, HttpMessageHandler primary)
    {
        var client = podio.AddClient("resilient");
        client.AddResilienceHandler("retry", pipeline => pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = Attempts - 1,
            BackoffType = DelayBackoffType.Constant,
            Delay = TimeSpan.Zero,
            ShouldHandle = it => ValueTask.FromResult( // By default it would leave a missing token alone.
                HttpClientResiliencePredicates.IsTransient(it.Outcome) || it.Outcome.Exception is TokenUnavailableException),
        }));
        client.AddPodioToken("crm").ConfigurePrimaryHttpMessageHandler(() => primary);
    }
}
