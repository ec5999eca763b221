namespace PodioOAuth.Functional.Renewal.Tests;

/// <summary>What no lock and no timer would take is refused where it is written.</summary>
public sealed class SourceOptionsTests
{
    [Theory, InlineData(-1), InlineData(int.MaxValue + 1L)]
    public void Timeouts_lie_between_zero_and_what_a_timer_takes(long milliseconds)
    {
        var timeout = TimeSpan.FromMilliseconds(milliseconds);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenSourceOptions { LockTimeout = timeout });
        Assert.Throws<ArgumentOutOfRangeException>(() => TokenSourceOptions.Default with { DisposeTimeout = timeout });
    }

    [Theory, InlineData(0), InlineData(int.MaxValue)]
    public async Task The_minimum_and_the_maximum_work(int milliseconds)
    {
        var timeout = TimeSpan.FromMilliseconds(milliseconds);
        var bench = new Bench();
        var options = bench.Options with { LockTimeout = timeout, DisposeTimeout = timeout };
        await using var source = bench.OfApp(options);
        await source.TokenAsync();
    }

    [Theory, InlineData(-0.01), InlineData(1.01), InlineData(double.NaN)]
    public void A_share_outside_0_to_1_is_refused(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenSourceOptions { JitterShare = share });

    [Theory, InlineData(0.0), InlineData(1.0), InlineData(null)]
    public void A_share_from_0_to_1_or_null_is_accepted(double? share) =>
        Assert.Equal(share, new TokenSourceOptions { JitterShare = share }.JitterShare);
}
