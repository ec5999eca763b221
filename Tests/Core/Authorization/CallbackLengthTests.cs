namespace PodioOAuth.Functional.Core.Tests.Authorization;

/// <summary>How much of a callback is looked at: 64 KiB of UTF-8, query and fragment together, and as much of an address.</summary>
public sealed class CallbackLengthTests
{
    private const int Longest = 65_536;

    private const string Code = "?code=c0de&state=s&x=";

    private const string Token = "#access_token=t0ken&state=s&x=";

    private static readonly Secret State = new("s");

    [Fact]
    public void A_query_or_a_fragment_may_be_as_long_as_that()
    {
        Assert.IsType<GrantedCodeCallback>(AuthorizationCallback.Parse(State, Filled(Code, Longest), null));
        Assert.IsType<GrantedTokenCallback>(AuthorizationCallback.Parse(State, null, Filled(Token, Longest)));
        AssertTooLong(AuthorizationCallback.Parse(State, Filled(Code, Longest + 1), null));
        AssertTooLong(AuthorizationCallback.Parse(State, null, Filled(Token, Longest + 1)));
    }

    [Fact]
    public void An_address_may_be_as_long_as_that_whatever_of_it_is_read()
    {
        Assert.IsType<GrantedCodeCallback>(AuthorizationCallback.ParseAddress(State, Filled("a:" + Code, Longest)));
        AssertTooLong(AuthorizationCallback.ParseAddress(State, Filled("a:" + Code, Longest + 1)));
        AssertTooLong(AuthorizationCallback.ParseAddress(State, Filled(Code, 40_000) + Filled("#", 40_000)));
    }

    [Fact]
    public void Both_parts_count_together_and_in_bytes()
    {
        AssertTooLong(AuthorizationCallback.Parse(State, Filled(Code, 40_000), Filled("#", 40_000)));
        AssertTooLong(AuthorizationCallback.Parse(State, Code + new string('é', 32_768), null));
        AssertTooLong(AuthorizationCallback.Parse(State, Code + new string('é', 20_000), new string('é', 20_000)));
    }

    private static string Filled(string start, int length) => start.PadRight(length, 'a');

    private static void AssertTooLong(AuthorizationCallback callback) => Assert.Equal(
        new FieldError("callback", FieldProblem.TooLong, "callback is too long: it may have 64 KiB of UTF-8."),
        Assert.IsType<MalformedCallback>(callback).Error);
}
