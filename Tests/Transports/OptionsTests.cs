namespace PodioOAuth.Functional.Transports.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void By_default_a_mebibyte_and_the_clients_own_time()
    {
        Assert.Equal(1_048_576, TransportOptions.Default.MaxReplyBytes);
        Assert.Null(TransportOptions.Default.Timeout);
        Assert.Equal(TransportOptions.Default, new TransportOptions());
        Assert.Equal(
            "TransportOptions { MaxReplyBytes = 1048576, Timeout = , BypassesDefaultProxy = False }", TransportOptions.Default.ToString());
    }

    [Theory, InlineData(0), InlineData(-1), InlineData(int.MinValue)]
    public void A_bound_must_be_positive(int bytes) =>
        Assert.Throws<ArgumentOutOfRangeException>("value", () => new TransportOptions { MaxReplyBytes = bytes });

    [Theory, InlineData(0), InlineData(-2), InlineData(int.MaxValue + 1L)]
    public void A_time_must_be_positive_and_finite(long milliseconds) => Assert.Throws<ArgumentOutOfRangeException>(
        "value", () => new TransportOptions { Timeout = TimeSpan.FromMilliseconds(milliseconds) });

    [Theory]
    [InlineData(1), InlineData(int.MaxValue)]
    [InlineData(-1)] // Infinite.
    public void Any_positive_or_infinite_time_is_accepted(long milliseconds)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds);
        Assert.Equal(time, new TransportOptions { Timeout = time }.Timeout);
    }
}
