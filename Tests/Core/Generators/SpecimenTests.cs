namespace PodioOAuth.Functional.Core.Tests.Generators;

/// <summary>A specimen prints the very expression that made it: here the compiler keeps both, the value and its source.</summary>
public sealed class SpecimenTests
{
    [Fact]
    public void A_request_of_each_grant_prints_its_source()
    {
        Prints(new TokenRequest(new ClientCredentials(clientId: "a", clientSecret: "b"), Grant.AuthorizationCode(code: "c")));
        Prints(new TokenRequest(
            new ClientCredentials(clientId: "a", clientSecret: "b"), Grant.AuthorizationCode(code: "c", redirectUri: "a:")));
        Prints(new TokenRequest(
            new ClientCredentials(clientId: "a", clientSecret: "b"), Grant.Password(username: "c", password: "d"), WireFormat.Json));
        Prints(new TokenRequest(
            new ClientCredentials(clientId: "a", clientSecret: "b"), Grant.App(appId: 9223372036854775807L, appToken: "d")));
        Prints(new TokenRequest(new ClientCredentials(clientId: "a", clientSecret: "b"), Grant.RefreshToken(refreshToken: "c")));
    }

    [Fact]
    public void Strange_characters_are_printed_escaped()
    {
        Prints(new TokenRequest(
            new ClientCredentials(clientId: "\"\\'{}%", clientSecret: "\t\r\n\0"),
            Grant.RefreshToken(refreshToken: "\u00E9\u0301\u200D")));
        Prints(new TokenRequest(
            new ClientCredentials(clientId: "\uD83D\uDE00", clientSecret: "\uDE00\uD83D"),
            Grant.RefreshToken(refreshToken: "\u007F\uFFFF")));
    }

    [Fact]
    public void Long_runs_of_a_character_are_abbreviated()
    {
        Prints(new TokenRequest(
            new ClientCredentials(clientId: new string('a', 16385), clientSecret: "b" + new string('\'', 41)),
            Grant.RefreshToken(refreshToken: "c")));
        Prints(new TokenRequest(
            new ClientCredentials(clientId: "a", clientSecret: "b"),
            Grant.Password(username: new string('\u20AC', 5462) + "a", password: "c")));
    }

    [Fact]
    public void A_request_that_is_not_valid_prints_its_source()
    {
        Prints(new TokenRequest(
            new ClientCredentials(clientId: null, clientSecret: ""), Grant.App(appId: -9223372036854775808L, appToken: null),
            (WireFormat)7));
        Prints(new TokenRequest(null!, null!));
    }

    [Fact]
    public void A_specimen_takes_a_request() => Assert.Throws<ArgumentNullException>(() => new Specimen(null!));

    private static void Prints(TokenRequest request, [CallerArgumentExpression(nameof(request))] string source = "") =>
        Assert.Equal(OnOneLine(source), new Specimen(request).ToString());

    // The source is broken after a bracket or a comma.
    private static string OnOneLine(string source) => string.Concat(
        source.Split('\n').Select(line => line.Trim()).Select(line => line.EndsWith(',') ? line + ' ' : line));
}
