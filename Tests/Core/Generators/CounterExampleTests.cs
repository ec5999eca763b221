namespace PodioOAuth.Functional.Core.Tests.Generators;

/// <summary>A failing property shows what was generated: minimal, readable, in the clear. Proved with properties that are false on
/// purpose.</summary>
public sealed class CounterExampleTests
{
    [Fact]
    public void A_request_shrinks_to_the_one_character_that_matters() => Assert.Equal(
        "new TokenRequest(new ClientCredentials(clientId: \"a\", clientSecret: \"a\"), Grant.Password(username: \"a\", password: \"&\"))",
        Shrunk(Prop.ForAll(PodioArbitraries.Specimens(), specimen => specimen.Request.Grant.Match(
            authorizationCode: _ => true,
            password: grant => !grant.Password.Reveal().Contains('&', StringComparison.Ordinal),
            app: _ => true,
            refreshToken: _ => true))));

    [Fact]
    public void A_pair_of_surrogates_is_not_torn() => Assert.Equal(
        "new TokenRequest(new ClientCredentials(clientId: \"a\", clientSecret: \"a\"), "
            + "Grant.Password(username: \"\\uD83D\\uDE00\", password: \"a\"))",
        Shrunk(Prop.ForAll(PodioArbitraries.Specimens(), specimen =>
            specimen.Request.Grant is not PasswordGrant grant || !grant.Username.Contains("\U0001F600", StringComparison.Ordinal))));

    [Fact]
    public void An_invalid_request_shrinks_to_one_flaw_and_names_it() => Assert.Matches(
        """^new TokenRequest\(new ClientCredentials\(clientId: "a", clientSecret: ".{1,20}"\), Grant\..{1,70}\) """
            + """/\* client_secret: InvalidCharacter \*/$""",
        Shrunk(Prop.ForAll(PodioArbitraries.InvalidSpecimens(), specimen =>
            !specimen.Flaws.Contains(new Flaw("client_secret", FieldProblem.InvalidCharacter)))));

    [Fact]
    public void A_foreign_request_shows_what_was_sent()
    {
        var shrunk = Shrunk(Prop.ForAll(PodioArbitraries.ForeignRequests(), foreign =>
            foreign.Meant.Format == WireFormat.Json
                || foreign.Sent.Authorization is not null
                || foreign.Meant.Grant is not RefreshTokenGrant));
        Assert.StartsWith(
            "new TokenRequest(new ClientCredentials(clientId: \"a\", clientSecret: \"a\"), Grant.RefreshToken(refreshToken: \"a\")) "
                + "sent as new ReceivedRequest(\"POST\", \"/oauth/token\", ",
            shrunk,
            StringComparison.Ordinal);
        Assert.DoesNotContain("[redacted]", shrunk, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reply_shrinks_to_the_header_and_the_byte_that_matter() => Assert.Equal(
        "new HttpReply(200, null, Encoding.UTF8.GetBytes(\"{\")) { Date = \"a\" }",
        Shrunk(Prop.ForAll(PodioArbitraries.SpecimensOf<HttpReply>(), reply =>
            reply.Value.RevealHeader("Date") is null or "" || !reply.Value.AsMemory().Span.Contains((byte)'{'))));

    [Fact]
    public void An_error_shrinks_to_the_word_of_the_server() => Assert.Matches(
        """^OAuthError\.Rejected\(new ReplyFacts\(\d+\), new ServerCode\("a?"\), null, new ServerText\("&"\)\)$""", // Some codes are empty.
        Shrunk(Prop.ForAll(PodioArbitraries.SpecimensOf<OAuthError>(), error =>
            error.Value is not RejectedError { Description: { } text } || !text.Reveal().Contains('&', StringComparison.Ordinal))));

    [Fact]
    public void A_policy_shrinks_to_the_span_that_matters() => Assert.Matches(
        @"^new RenewalPolicy \{ Skew = TimeSpan\.FromSeconds\(\d\d\dL\) \}$",
        Shrunk(Prop.ForAll(PodioArbitraries.SpecimensOf<RenewalPolicy>(), policy => policy.Value.Skew < TimeSpan.FromSeconds(200))));

    [Property(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 5)]
    public bool A_runner_finds_specimens_by_their_type(Specimen<HttpReply> reply, Specimen<Token> token, LeakSpecimen leaks) =>
        $"{reply}".StartsWith("new HttpReply(", StringComparison.Ordinal) && $"{token}".StartsWith("new Token(", StringComparison.Ordinal)
        && leaks.Search.In("nothing", "nothing").Count == 0;

    [Fact]
    public void A_request_by_itself_would_not_show_it() => Assert.Contains(
        "[redacted]", Shrunk(Prop.ForAll(PodioArbitraries.TokenRequests(), request => !WireFields.AreHostile(request))),
        StringComparison.Ordinal);

    // The line after "Shrunk:" of what FsCheck prints.
    private static string Shrunk(Property property)
    {
        var failure = Assert.ThrowsAny<Exception>(() => property.Check(Config.QuickThrowOnFailure.WithMaxTest(5000))).Message;
        var shrunk = failure[failure.IndexOf("Shrunk:", StringComparison.Ordinal)..];
        return shrunk.Split('\n')[1].Trim();
    }
}
