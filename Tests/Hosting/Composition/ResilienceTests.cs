using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace PodioOAuth.Functional.Hosting.Tests.Composition;

/// <summary>The order that <see cref="PodioTokenHandler"/> asks for: a retry handler of the application's outside of it.</summary>
public sealed class ResilienceTests
{
    private const int Attempts = 4;

    [Fact]
    public async Task Each_attempt_has_the_token_that_is_current()
    {
        await using var podio = await Served.StartAsync();
        var stub = new StubHandler((_, number) =>
        {
            podio.Clock.Advance(TimeSpan.FromHours(9)); // The token ends while the call is tried.
            return number < Attempts ? Answers.Of(HttpStatusCode.ServiceUnavailable, "") : Answers.Ok();
        });
        await using var services = Services(podio, stub);
        using var response = await services.Client("resilient").GetAsync(podio.Echo);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Attempts, stub.Requests.Select(request => request.Authorization).Distinct().Count());
        Assert.Equal(Attempts, podio.Exchanges);
    }

    [Fact]
    public async Task A_refused_token_costs_no_attempt_of_the_outer_handler()
    {
        await using var podio = await Served.StartAsync();
        var stub = StubHandler.RefusingFirst(1);
        await using var services = Services(podio, stub);
        using var response = await services.Client("resilient").GetAsync(podio.Echo);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, stub.Requests.Count);
        Assert.Equal(2, podio.Exchanges);
    }

    [Fact]
    public async Task Repeating_a_call_without_a_token_asks_podio_once()
    {
        await using var podio = await Served.StartAsync();
        podio.Podio.Update(state => state.Arm(Fault.Unavailable(), "/oauth/token", times: 100));
        var stub = StubHandler.Always(Answers.Ok);
        await using var services = Services(podio, stub);
        await Assert.ThrowsAsync<TokenUnavailableException>(() => services.Client("resilient").GetAsync(podio.Echo));
        Assert.Empty(stub.Requests);
        Assert.Equal(1, podio.Exchanges);
    }

    [Fact]
    public async Task A_tenant_without_a_token_opens_no_circuit_for_the_others()
    {
        await using var podio = await Served.StartAsync();
        var tenant = new HttpRequestOptionsKey<string>("tenant");
        var stub = StubHandler.Always(Answers.Ok);
        var services = podio.Services();
        var client = services.AddHttpClient("tenants");
        client.AddStandardResilienceHandler(options =>
        {
            WithPatience(options);
            options.CircuitBreaker.MinimumThroughput = 2;
        });
        client.AddPodioTokenBy((provider, request) => request.Options.TryGetValue(tenant, out var name)
                ? provider.GetRequiredService<PodioTokenSources>().SignedIn(name)
                : provider.GetRequiredService<PodioTokenSources>().Get("crm"))
            .ConfigurePrimaryHttpMessageHandler(() => stub);
        await using var provider = services.BuildServiceProvider();
        for (var call = 0; call < 100; call++)
        {
            using var ofNobody = new HttpRequestMessage(HttpMethod.Get, podio.Echo);
            ofNobody.Options.Set(tenant, "signed out");
            var exception = await Assert.ThrowsAsync<TokenUnavailableException>(() => provider.Client("tenants").SendAsync(ofNobody));
            Assert.IsType<SignInAgainError>(exception.Error);
            using var good = await provider.Client("tenants").GetAsync(podio.Echo);
            Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        }
    }

    [Fact]
    public async Task The_usual_predicates_take_it_for_no_failure_that_passes()
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
        await using var podio = await Served.StartAsync();
        var stub = new StubHandler((_, number) => number == 1 ? Answers.Of(HttpStatusCode.ServiceUnavailable, "") : Answers.Ok());
        var services = podio.Services();
        var client = services.AddHttpClient("standard");
        client.AddStandardResilienceHandler(WithPatience);
        client.AddPodioToken("crm").ConfigurePrimaryHttpMessageHandler(() => stub);
        await using var provider = services.BuildServiceProvider();
        using var response = await provider.Client("standard").GetAsync(podio.Echo);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, stub.Requests.Count(request => request.Authorization!.StartsWith("OAuth2 ", StringComparison.Ordinal)));
        Assert.Equal(1, podio.Exchanges);
    }

    private static void WithPatience(HttpStandardResilienceOptions options)
    {
        options.Retry.Delay = TimeSpan.Zero;
        options.AttemptTimeout.Timeout = TimeSpan.FromMinutes(1); // Its own ten seconds pass on a machine that is busy.
        options.CircuitBreaker.SamplingDuration = TimeSpan.FromMinutes(2);
        options.TotalRequestTimeout.Timeout = TimeSpan.FromMinutes(5);
    }

    private static ServiceProvider Services(Served podio, HttpMessageHandler primary)
    {
        var services = podio.Services();
        var client = services.AddHttpClient("resilient");
        client.AddResilienceHandler("retry", pipeline => pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = Attempts - 1,
            BackoffType = DelayBackoffType.Constant,
            Delay = TimeSpan.Zero,
            ShouldHandle = it => ValueTask.FromResult( // By default it would leave a missing token alone.
                HttpClientResiliencePredicates.IsTransient(it.Outcome) || it.Outcome.Exception is TokenUnavailableException),
        }));
        client.AddPodioToken("crm").ConfigurePrimaryHttpMessageHandler(() => primary);
        return services.BuildServiceProvider();
    }
}
