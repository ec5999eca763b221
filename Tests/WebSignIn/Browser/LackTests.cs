using Xunit.Sdk;

namespace PodioOAuth.Functional.WebSignIn.Tests.Browser;

/// <summary>A machine without a browser is no excuse where everything has to run.</summary>
public sealed class LackTests
{
    private const string Reason = "There is no such thing.";

    [Fact]
    public void In_CI_the_test_fails()
    {
        var end = Lack.Of(Reason, ci: "true");
        Assert.IsType<XunitException>(end);
        Assert.Equal(Reason, end.Message);
    }

    [Theory, InlineData(null), InlineData(""), InlineData("false")]
    public void Outside_CI_the_test_is_skipped_with_a_reason(string? ci)
    {
        var end = Lack.Of(Reason, ci);
        Assert.IsType<Xunit.SkipException>(end);
        Assert.Equal(Reason, end.Message);
    }
}
