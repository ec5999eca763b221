namespace PodioOAuth.Functional.Core.Tests.Renewing;

/// <summary>Logins that were kept elsewhere: what a reply may hold is taken, as a reply would have been read, and nothing else.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries), typeof(HandMadeLogins)], MaxTest = 1000)]
public sealed class SavedLoginTests
{
    private static readonly SavedLogin Login = new(Sample.Token, new DateTimeOffset(2026, 8, 11, 9, 0, 0, TimeSpan.FromHours(2)));

    // Null is not a Secret's text: it stands for none.
    [Theory]
    [InlineData(null, "bearer", "r", "access_token: Missing")]
    [InlineData("", "bearer", "r", "access_token: Empty")]
    [InlineData("a\nb", "bearer", "r", "access_token: InvalidCharacter")]
    [InlineData("a\u007f", "bearer", "r", "access_token: InvalidCharacter")]
    [InlineData("\u00e9", "bearer", "r", "access_token: InvalidCharacter")]
    [InlineData("a", "mac", "r", "token_type: Unsupported")]
    [InlineData("a", " ", "r", "token_type: Unsupported")]
    [InlineData("a", "bearer", "r\r\n", "refresh_token: InvalidCharacter")]
    [InlineData("a", "bearer", "\ud83d\ude00", "refresh_token: InvalidCharacter")]
    [InlineData("", "mac", "\n", "access_token: Empty", "token_type: Unsupported", "refresh_token: InvalidCharacter")]
    public void An_impossible_login_is_refused_by_name(string? access, string type, string refresh, params string[] problems) =>
        Assert.Equal(problems, SavedLogin.Validate(With(access, type, refresh)).Problems());

    [Theory]
    [InlineData("bearer", "r", "bearer", "r"), InlineData("BEARER", "r", "BEARER", "r"), InlineData("", "r", "bearer", "r")]
    [InlineData(null, "r", "bearer", "r"), InlineData("bearer", "", "bearer", null), InlineData("bearer", null, "bearer", null)]
    public void An_empty_label_and_an_empty_refresh_token_read_as_in_a_reply(
        string? type, string? refresh, string readType, string? readRefresh)
    {
        var login = With("a", type, refresh);
        Assert.Equal(With("a", readType, readRefresh), SavedLogin.Validate(login).Right());
        Assert.Equal(
            With("a", readType, readRefresh).Token, // The reply says so.
            TokenReply.Parse(Rendered.Reply(login.Token)).Right());
    }

    [Fact]
    public void No_login_and_no_access_token_are_field_errors()
    {
        Assert.Equal(["login: Missing"], SavedLogin.Validate(null).Problems());
        Assert.Equal(
            ["access_token: Missing"], SavedLogin.Validate(Login with { Token = Login.Token with { AccessToken = null! } }).Problems());
    }

    [Fact]
    public void There_is_no_login_without_a_token()
    {
        Assert.Throws<ArgumentNullException>("Token", () => new SavedLogin(null!, DateTimeOffset.UnixEpoch));
        Assert.Throws<ArgumentNullException>("Token", () => Login with { Token = null! });
    }

    [Fact]
    public void A_login_prints_when_it_was_requested_and_when_it_ends_if_known()
    {
        Assert.Equal(
            $"SavedLogin {{ Token = {Sample.Token}, RequestedAt = 2026-08-11T09:00:00+02:00, ExpiresAt = 2026-08-11T15:00:00+00:00 }}",
            Login.ToString());
        Assert.EndsWith(
            ", ExpiresAt =  }", (Login with { Token = Sample.Token with { Lifetime = null } }).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_position_is_reported_and_never_the_value()
    {
        var error = SavedLogin.Validate(With("s3cret\nb", "bearer", null)).Left();
        Assert.Contains("position 6", error.Describe(), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", $"{error} {error.Describe()}", StringComparison.Ordinal);
    }

    [Fact]
    public void An_invalid_label_never_loses_the_login()
    {
        SavedLogin Of(TokenReference? reference, string? scope, TimeSpan? lifetime) =>
            Login with { Token = Login.Token with { Reference = reference!, Scope = scope, Lifetime = lifetime } };
        var century = TimeSpan.FromDays(36_525);
        Assert.All(
            [
                Of(null, "", TimeSpan.MaxValue), Of(TokenReference.None, "\ud83d", century + TimeSpan.FromTicks(1)),
                Of(TokenReference.Create("space", "4\ude00"), "\ude00\ud83d", century),
                Of(TokenReference.Create("\ud83d", "4"), null, century),
            ],
            login => Assert.Equal(Of(TokenReference.None, null, century), SavedLogin.Validate(login).Right()));
        Assert.Equal(-century, SavedLogin.Validate(Of(null, null, TimeSpan.MinValue)).Right().Token.Lifetime);
        var smiling = Of(TokenReference.Create("space", "\ud83d\ude00"), "\ud83d\ude00 \ud83d\ude00", TimeSpan.FromTicks(-1));
        Assert.Equal(smiling, SavedLogin.Validate(smiling).Right());
    }

    /// <summary>Also an access token longer than any field of a request may be. Such a refresh token couldn't be sent.</summary>
    [Theory, InlineData(16_384, true), InlineData(16_385, false)]
    public void A_long_token_of_a_reply_is_a_login(int length, bool isSent)
    {
        var (access, refresh) = (new string('a', 100_000), new string('r', length));
        var login = With(access, "bearer", refresh);
        var read = With(access, "bearer", isSent ? refresh : null);
        Assert.Equal(read.Token, TokenReply.Parse(Rendered.Reply(login.Token)).Right());
        Assert.Equal(read, SavedLogin.Validate(login).Right());
    }

    [Property]
    internal Property A_token_from_a_reply_is_returned_unchanged(HttpReply reply, DateTimeOffset requestedAt)
    {
        var parsed = TokenReply.Parse(reply);
        return parsed.Match(
            Right: token => new SavedLogin(token, requestedAt) is var login && SavedLogin.Validate(login).Right() == login,
            Left: _ => true).Classify(parsed.IsRight, "a token");
    }

    [Property]
    public bool A_token_of_a_reply_is_returned_unchanged(SavedLogin login) => SavedLogin.Validate(login).Right() == login;

    [Property]
    internal Property Validation_returns_the_login_that_a_reply_would_have_given(HandMadeLogin made) =>
        SavedLogin.Validate(made.Login).Match(
            Right: login => SavedLogin.Validate(login).Right() == login
                && login.RequestedAt == made.Login.RequestedAt
                && login.Token.TokenType.Length > 0 && login.Token.RefreshToken?.Reveal() != ""
                && TokenReply.Parse(Rendered.Reply(login.Token)).Right() == login.Token,
            Left: error => error.As<InvalidInputError>().Fields.Count > 0).Classify(SavedLogin.Validate(made.Login).IsRight, "valid");

    private static SavedLogin With(string? access, string? type, string? refresh) =>
        Login with { Token = Login.Token with { AccessToken = access!, TokenType = type!, RefreshToken = refresh } };
}

/// <summary>A login as somebody may make one by hand.</summary>
/// <param name="Login">The login. Its parts may be null.</param>
internal sealed record HandMadeLogin(SavedLogin Login);

/// <summary>Logins of which each part may be missing, empty or broken.</summary>
internal static class HandMadeLogins
{
    private static Gen<string?> Text { get; } = Gen.Frequency(
        (6, PodioArbitraries.Secrets().Generator.Select(secret => (string?)secret.Reveal())),
        (1, Gen.Elements(null, "", "\n", "a b", "\u00e9", "\ud83d", "\ud83d\ude00")));

    public static Arbitrary<HandMadeLogin> All() => Arb.From(
        from login in PodioArbitraries.SavedLogins().Generator
        from access in Text
        from type in Gen.Frequency((4, Gen.Constant<string?>("bearer")), (1, Gen.Elements<string?>(null, "", "Bearer", "mac", "\ud83d")))
        from refresh in Text
        from label in Text
        from hasNoReference in Gen.Elements(true, false)
        select new HandMadeLogin(login with
        {
            Token = login.Token with
            {
                AccessToken = access!,
                TokenType = type!,
                RefreshToken = refresh,
                Reference = hasNoReference ? null! : TokenReference.Create(label, "7"),
                Scope = label,
            },
        }));
}
