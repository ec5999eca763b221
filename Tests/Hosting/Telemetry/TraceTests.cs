namespace PodioOAuth.Functional.Hosting.Tests.Telemetry;

/// <summary>A source's request belongs to all who wait for it: it is a root, with a link to who began it.</summary>
public sealed class TraceTests : IDisposable
{
    private static readonly ActivitySource Decorator = new("decorator");

    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = source => source.Name is PodioTelemetry.Name or "decorator",
        Sample = (ref _) => ActivitySamplingResult.AllData,
    };

    private Activity? _request;
    private Activity? _around;

    public TraceTests() => ActivitySource.AddActivityListener(_listener);

    public void Dispose() => _listener.Dispose();

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_flight_is_a_root_that_links_to_its_caller_where_there_is_one(bool hasCaller)
    {
        await using var podio = await StartAsync();
        using var caller = hasCaller ? new Activity("caller").Start() : null;
        (await podio.Sources.Get("crm").GetTokenAsync()).Left();
        Assert.Null(_request!.ParentId);
        Assert.NotEqual(caller?.TraceId, _request.TraceId);
        Assert.Equal(hasCaller ? [caller!.Context] : [], _request.Links.Select(link => link.Context));
    }

    [Fact]
    public async Task Within_the_activity_of_a_decorator_the_request_is_its_child_and_links_to_the_caller()
    {
        await using var podio = await StartAsync(isDecorated: true);
        using var caller = new Activity("caller").Start();
        (await podio.Sources.Get("crm").GetTokenAsync()).Left();
        Assert.Null(_around!.ParentId);
        Assert.Equal((_around.TraceId, _around.SpanId), (_request!.TraceId, _request.ParentSpanId));
        Assert.Equal(caller.Context, Assert.Single(_request.Links).Context);
    }

    [Fact]
    public async Task Without_a_source_the_request_is_a_child_of_the_caller()
    {
        await using var podio = await StartAsync();
        TokenExchange exchange = (_, _) =>
        {
            _request = Activity.Current;
            return Task.FromResult<LanguageExt.Either<OAuthError, Token>>(
                OAuthError.Unreachable(UnreachableReason.Other, mayHaveBeenProcessed: false));
        };
        using var caller = new Activity("caller").Start();
        var meter = podio.Services.GetRequiredService<PodioMeter>();
        _ = await exchange.WithTelemetry(new Registration(""), meter, PodioEndpoint.Default, TimeProvider.System)(TokenBench.App, default);
        Assert.Equal("podio.oauth.request", _request!.OperationName);
        Assert.Equal((caller.TraceId, caller.SpanId), (_request.TraceId, _request.ParentSpanId));
        Assert.Empty(_request.Links);

        TokenExchange failing = (_, _) => throw new NotSupportedException();
        await Assert.ThrowsAsync<NotSupportedException>(() =>
            failing.WithTelemetry(new Registration(""), meter, PodioEndpoint.Default, TimeProvider.System)(TokenBench.App, default));
    }

    // A Podio that is down, and sees in which activity it is asked.
    private async Task<Served> StartAsync(bool isDecorated = false)
    {
        var podio = await Served.StartAsync();
        if (isDecorated)
        {
            podio.Collection.AddPodioOAuth().Decorate((_, exchange) => async (request, cancellationToken) =>
            {
                using var activity = _around = Decorator.StartActivity("around");
                return await exchange(request, cancellationToken);
            });
        }

        podio.Collection.AddHttpClient(PodioHostingExtensions.TokenClientName)
            .ConfigurePrimaryHttpMessageHandler(() => StubHandler.Always(() =>
            {
                _request = Activity.Current;
                return Answers.Of(HttpStatusCode.ServiceUnavailable, "");
            }));
        return podio;
    }
}
