using System.Collections.Concurrent;

namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>Whether the contract would notice: each law is broken by one transport, and that one keeps all the others.</summary>
public sealed class ContractTests
{
    private static readonly ParallelOptions SixAtOnce = new() { MaxDegreeOfParallelism = 6 };

    public static TheoryData<string> LawNames => new(WrongTransports.ByLaw.Keys);

    [Fact]
    public void Every_law_has_a_transport_that_breaks_it() =>
        Assert.Equal(TransportContract.Laws.Select(law => law.Name).Order(), WrongTransports.ByLaw.Keys.Order());

    [Theory, MemberData(nameof(LawNames))]
    public async Task A_transport_that_breaks_a_law_breaks_no_other(string name)
    {
        var outcomes = new ConcurrentBag<LawOutcome>();
        await Parallel.ForEachAsync(
            TransportContract.Laws, SixAtOnce, async (law, _) => outcomes.Add(await law.CheckAsync(WrongTransports.ByLaw[name])));
        Assert.All(outcomes, outcome => Assert.Equal(outcome.Holds, outcome.Explanation.Length == 0));
        var broken = outcomes.Where(outcome => !outcome.Holds).ToList();
        Assert.True(
            broken is [var only] && only.Law == name,
            string.Join("\n", broken.Select(outcome => $"{outcome.Law}: {outcome.Explanation}")));
    }

    [Theory]
    [InlineData("\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 5, 5\r\n\r\nhello")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nwide\r\n")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n")]
    public async Task A_malformed_request_breaks_the_law_rather_than_the_check(string request)
    {
        var outcome = await TransportContract.Laws[0].CheckAsync(setup => Sending(setup, request));
        Assert.False(outcome.Holds);
        Assert.StartsWith("The request is malformed: ", outcome.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(FormatException))]
    public async Task A_factory_that_throws_breaks_the_law_rather_than_the_check(Type type)
    {
        var outcome = await TransportContract.Laws[0].CheckAsync(_ => throw (Exception)Activator.CreateInstance(type, "hunter2")!);
        Assert.False(outcome.Holds);
        Assert.Equal($"It threw an exception of type {type.Name}.", outcome.Explanation);
    }

    private static Transport Sending(TransportSetup setup, string request) => async (_, cancellationToken) =>
    {
        using var client = new TcpClient();
        await client.ConnectAsync(setup.Endpoint.Api.Host, setup.Endpoint.Api.Port, cancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), cancellationToken);
        await stream.CopyToAsync(Stream.Null, cancellationToken);
        return OAuthError.Unreachable(UnreachableReason.ConnectionLost, mayHaveBeenProcessed: true);
    };
}
