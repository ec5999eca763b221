namespace PodioOAuth.Functional.Transports.Tests;

public sealed class HttpClientTransportContractTests : TransportContractTests
{
    protected override Transport Create(TransportSetup setup) =>
        HttpClientTransport.Create(HttpClientTransport.CreateClient(), setup.Endpoint, OptionsOf(setup));
}

/// <summary>The time allowed is the client's own.</summary>
public sealed class HttpClientTimeoutContractTests : TransportContractTests
{
    protected override Transport Create(TransportSetup setup) => HttpClientTransport.Create(
        new HttpClient(HttpClientTransport.CreateHandler()) { Timeout = setup.Timeout },
        setup.Endpoint,
        OptionsOf(setup) with { Timeout = null });
}

public sealed class FlurlTransportContractTests : TransportContractTests
{
    protected override Transport Create(TransportSetup setup) => FlurlTransport.Create(
        new FlurlClient(HttpClientTransport.CreateClient()), setup.Endpoint, OptionsOf(setup));
}

/// <summary>A client as Flurl makes it, with its own handler and the time allowed in its settings.</summary>
public sealed class FlurlDefaultClientContractTests : TransportContractTests
{
    protected override Transport Create(TransportSetup setup) => FlurlTransport.Create(
        new FlurlClient().WithTimeout(setup.Timeout), setup.Endpoint, OptionsOf(setup) with { Timeout = null });
}
