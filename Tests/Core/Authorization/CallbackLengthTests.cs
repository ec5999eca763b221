namespace PodioOAuth.Functional.Core.Tests.Authorization;

/// <summary>How much of a callback is looked at: 64 KiB of UTF-8, query and fragment together, and as much of an address.</summary>
public sealed class CallbackLengthTests
{
    private const int Longest = 65_536;

    private const string Code = "?code=c0de&state=s&x=";

    private const string Token = "#access_token=t0ken&state=s&x=";

    private static readonly Secret State = new("s");

    [Fact]
    public void A_callback_of_the_maximum_length_is_read_and_a_longer_one_is_not()
    {
        Assert.IsType<GrantedCodeCallback>(AuthorizationCallback.Parse(State, Filled(Code, Longest), null));
        Assert.IsType<GrantedTokenCallback>(AuthorizationCallback.Parse(State, null, Filled(Token, Longest)));
        Assert.IsType<GrantedCodeCallback>(AuthorizationCallback.ParseAddress(State, Filled("a:" + Code, Longest)));
        AuthorizationCallback[] longer =
        [
            AuthorizationCallback.Parse(State, Filled(Code, Longest + 1), null),
            AuthorizationCallback.Parse(State, null, Filled(Token, Longest + 1)),
            AuthorizationCallback.ParseAddress(State, Filled("a:" + Code, Longest + 1)),
            AuthorizationCallback.ParseAddress(State, Filled(Code, 40_000) + Filled("#", 40_000)),
            AuthorizationCallback.Parse(State, Filled(Code, 40_000), Filled("#", 40_000)), // Both parts count together.
            AuthorizationCallback.Parse(State, Code + new string('é', 32_768), null), // And in bytes.
            AuthorizationCallback.Parse(State, Code + new string('é', 20_000), new string('é', 20_000)),
        ];
        Assert.All(longer, callback => Assert.Equal(
            new FieldError("callback", FieldProblem.TooLong, "callback is too long: the limit is 64 KiB of UTF-8."),
            Assert.IsType<MalformedCallback>(callback).Error));
    }

    private static string Filled(string start, int length) => start.PadRight(length, 'a');
}
