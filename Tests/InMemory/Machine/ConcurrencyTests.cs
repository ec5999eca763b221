namespace PodioOAuth.Functional.InMemory.Tests.Machine;

/// <summary>Requests that come at once are handled one after the other.</summary>
public sealed class ConcurrencyTests
{
    private const int Callers = 64;

    private readonly TestPodio _podio = new();

    [Fact]
    public async Task One_of_many_callers_with_one_code_gets_a_token()
    {
        var replies = await AtOnce(_ => _podio.ByCode());
        Assert.Single(replies, reply => reply.Status == 200);
        Assert.Equal(Callers - 1, replies.Count(reply => Reply.Error(reply) == "invalid_grant"));
    }

    [Fact]
    public async Task One_of_many_callers_with_one_rotating_refresh_token_gets_a_token()
    {
        var refreshToken = Reply.RefreshToken(_podio.ByPassword());
        var replies = await AtOnce(_ => _podio.Refresh(refreshToken));
        Assert.IsType<UserReference>(_podio.ReferenceOf(Assert.Single(replies, reply => reply.Status == 200)));
    }

    [Fact]
    public async Task No_grant_is_lost()
    {
        var replies = await AtOnce(number => number % 2 == 0 ? _podio.ByPassword() : _podio.ByApp());
        Assert.Equal(Callers, replies.Select(Reply.AccessToken).Distinct().Count());
        Assert.All(replies, reply => Assert.IsNotType<NoReference>(_podio.ReferenceOf(reply)));
    }

    [Fact]
    public async Task No_change_is_lost()
    {
        await AtOnce(number =>
        {
            _podio.Podio.Update(state => state.WithApp(number + 1, "token"));
            return _podio.ByPassword();
        });
        Assert.Contains($"Apps = {Callers + 1}, ", _podio.Podio.State.ToString(), StringComparison.Ordinal);
        Assert.Contains($"Grants = {Callers}, ", _podio.Podio.State.ToString(), StringComparison.Ordinal);
    }

    private static async Task<HttpReply[]> AtOnce(Func<int, HttpReply> send)
    {
        using var start = new ManualResetEventSlim();
        var callers = Enumerable.Range(0, Callers).Select(number => Task.Run(() =>
        {
            start.Wait();
            return send(number);
        })).ToList();
        start.Set();
        return await Task.WhenAll(callers);
    }
}
