using FsCheck;
using FsCheck.Xunit;
using LanguageExt;
using PodioOAuth.Functional;
using Xunit;

[Properties(Arbitrary = [typeof(PodioArbitraries)])]
public sealed class Suite
{
    [Property]
    public bool Every_request_round_trips(Specimen specimen) => TokenRequest.Encode(specimen.Request)
        .Bind(TokenRequest.Decode)
        .Match(Right: back => back == specimen.Request, Left: _ => false);

    [Fact]
    public async Task Every_law_holds_for_the_transport_in_memory()
    {
        Transport podio = new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow)).Transport;
        var request = new TokenRequest(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken));
        Assert.True((await podio.RequestTokenAsync(request)).IsRight);
        Assert.NotEmpty(TransportContract.Laws);
    }
}
