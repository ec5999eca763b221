namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>What is done to the cool-downs of a login that nobody can read leaves the login.</summary>
public sealed class UnreadableLoginTests
{
    [Fact]
    public async Task What_ends_a_cool_down_leaves_a_login_that_cannot_be_read()
    {
        var bench = new Bench();
        await using var source = bench.OfPerson();
        var key = source.Key.ToString();
        var torn = "{\"format\":\"podio-oauth\",\"ver"u8.ToArray();
        await bench.Store.WriteAsync(key, torn, null, CancellationToken.None);
        var error = await source.EndCoolDownAsync();
        Assert.Equal(torn, (await bench.Store.ReadAsync(key, CancellationToken.None))!.Value.ToArray());
        Assert.Equal(StoreProblem.Torn, Assert.IsType<StoreError>(error).Problem);
    }

    [Fact]
    public async Task A_limit_leaves_a_login_that_cannot_be_read()
    {
        var bench = new Bench();
        await using var source = bench.OfPerson();
        var key = source.Key.ToString();
        var torn = "{\"format\":\"podio-oauth\",\"ver"u8.ToArray();
        await bench.Store.WriteAsync(key, torn, null, CancellationToken.None);
        source.ReportRateLimited(RetryAfter.After(TimeSpan.FromMinutes(5)));
        await source.RenewAsync(); // After the limit was written.
        Assert.Equal(torn, (await bench.Store.ReadAsync(key, CancellationToken.None))!.Value.ToArray());
    }
}
