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
    public async Task The_standard_handler_outside_of_it_works_as_well()
    {
        await using var podio = await Served.StartAsync();
        var stub = new StubHandler((_, number) => number == 1 ? Answers.Of(HttpStatusCode.ServiceUnavailable, "") : Answers.Ok());
        var services = podio.Services();
        var client = services.AddHttpClient("standard");
        client.AddStandardResilienceHandler(options =>
        {
            options.Retry.Delay = TimeSpan.Zero;
            options.AttemptTimeout.Timeout = TimeSpan.FromMinutes(1); // Its own ten seconds pass on a machine that is busy.
            options.CircuitBreaker.SamplingDuration = TimeSpan.FromMinutes(2);
            options.TotalRequestTimeout.Timeout = TimeSpan.FromMinutes(5);
        });
        client.AddPodioToken("crm").ConfigurePrimaryHttpMessageHandler(() => stub);
        await using var provider = services.BuildServiceProvider();
        using var response = await provider.Client("standard").GetAsync(podio.Echo);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, stub.Requests.Count(request => request.Authorization!.StartsWith("OAuth2 ", StringComparison.Ordinal)));
        Assert.Equal(1, podio.Exchanges);
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
        }));
        client.AddPodioToken("crm").ConfigurePrimaryHttpMessageHandler(() => primary);
        return services.BuildServiceProvider();
    }
}
