namespace PodioOAuth.Functional.Core.Tests.Authorization;

/// <summary>Scopes as Podio writes them (PODIO 2.14), and which include which (PODIO 2.15).</summary>
public sealed class ScopeTests
{
    [Fact]
    public void Every_pair_is_written_as_podio_writes_it()
    {
        Assert.Equal("global:all", ScopeItem.Global(ScopePermission.All).ToString());
        Assert.Equal("user:read", ScopeItem.User(ScopePermission.Read).ToString());
        Assert.Equal("org_42:write", ScopeItem.Org(ScopePermission.Write, 42).ToString());
        Assert.Equal("space:delete", ScopeItem.Space(ScopePermission.Delete).ToString());
        Assert.Equal("app_9223372036854775807:all", ScopeItem.App(ScopePermission.All, long.MaxValue).ToString());
        Assert.Equal(
            "user:read user:delete space:all space_42:write",
            PodioScope.Of(
                ScopeItem.Space(ScopePermission.Write, 42), ScopeItem.Space(ScopePermission.All),
                ScopeItem.User(ScopePermission.Delete), ScopeItem.User(ScopePermission.Read)).ToString());
    }

    [Theory, InlineData(null), InlineData(""), InlineData("global:all")]
    public void An_absent_scope_means_the_whole_scope(string? text)
    {
        Assert.Equal(PodioScope.All, PodioScope.Parse(text).Right());
        Assert.Equal([ScopeItem.Global(ScopePermission.All)], PodioScope.All.Items);
    }

    [Theory]
    [InlineData("everything", FieldProblem.Malformed)]
    [InlineData("user", FieldProblem.Malformed)]
    [InlineData("hook:read", FieldProblem.UnknownScope)]
    [InlineData("User:read", FieldProblem.UnknownScope)]
    [InlineData(":read", FieldProblem.UnknownScope)]
    [InlineData("user_1:read", FieldProblem.UnknownScope)]
    [InlineData("global_1:read", FieldProblem.UnknownScope)]
    [InlineData("space_0:read", FieldProblem.OutOfRange)]
    [InlineData("space_01:read", FieldProblem.OutOfRange)]
    [InlineData("space_:read", FieldProblem.OutOfRange)]
    [InlineData("space_-1:read", FieldProblem.OutOfRange)]
    [InlineData("space_1_2:read", FieldProblem.OutOfRange)]
    [InlineData("space_9223372036854775808:read", FieldProblem.OutOfRange)]
    [InlineData("space_1\0:read", FieldProblem.OutOfRange)]
    [InlineData("user:add", FieldProblem.UnknownPermission)]
    [InlineData("user:", FieldProblem.UnknownPermission)]
    [InlineData("user:read:all", FieldProblem.UnknownPermission)]
    [InlineData("user:read\n", FieldProblem.UnknownPermission)]
    public void An_unknown_scope_is_a_field_error(string text, FieldProblem problem) =>
        Assert.Equal([("scope", problem)], PodioScope.Parse(text).Refusals());

    [Fact]
    public void Every_invalid_pair_is_reported_by_its_number_and_not_its_text() => Assert.Equal(
        [
            "scope contains a scope that isn't one of global, user, org, space, app, in pair 2.",
            "scope contains something other than scope:permission, in pair 3.",
            "scope contains a permission that isn't one of read, write, delete, all, in pair 4.",
            "scope contains an ID that isn't a positive integer, in pair 5.",
        ],
        PodioScope.Parse("user:read secret:read  app:hook org_x:all").FieldErrors().Select(error => error.Message));

    [Fact]
    public void A_scope_is_as_long_as_any_field()
    {
        var longest = string.Join(' ', Enumerable.Repeat("user:read", 1638)) + " org:"; // 16,384 characters.
        Assert.Equal([("scope", FieldProblem.UnknownPermission)], PodioScope.Parse(longest).Refusals());
        Assert.Equal([("scope", FieldProblem.TooLong)], PodioScope.Parse(longest + "a").Refusals());
    }

    [Fact]
    public void Impossible_values_cannot_be_created()
    {
        Assert.Throws<ArgumentOutOfRangeException>("id", () => ScopeItem.Org(ScopePermission.Read, 0));
        Assert.Throws<ArgumentOutOfRangeException>("id", () => ScopeItem.App(ScopePermission.Read, -1));
        Assert.Throws<ArgumentOutOfRangeException>("permission", () => ScopeItem.User((ScopePermission)4));
        Assert.Equal(
            "A scope needs at least one pair, and no pair may be null. (Parameter 'items')",
            Assert.Throws<ArgumentException>("items", () => PodioScope.Of()).Message);
        Assert.Throws<ArgumentException>("items", () => PodioScope.Of(ScopeItem.User(ScopePermission.All), null!));
        Assert.Throws<ArgumentNullException>("items", () => PodioScope.Of(null!));
    }

    [Theory]
    [InlineData("global:all", "org_1:read space:write app_2:delete", true)]
    [InlineData("global:read", "app:read", true)]
    [InlineData("global:read", "app:write", false)]
    [InlineData("global:all", "user:read", false)] // It stands apart.
    [InlineData("user:all", "user:delete", true), InlineData("user:all", "app:read", false)]
    [InlineData("org:all", "space:read app:read", true), InlineData("org:all", "org:read", true)]
    [InlineData("org_1:all", "app_1:read", false)]
    [InlineData("org:all", "space_7:read", false)] // In an organisation that was picked? Not known.
    [InlineData("org_1:all", "space:read", false), InlineData("space_7:all", "space_7:write", true)]
    [InlineData("space_7:all", "space_8:write", false), InlineData("app:all", "space:read", false)]
    [InlineData("space:read space:write space:delete", "space:all", false)] // Podio does not say that "all" is no more.
    [InlineData("user:read global:read", "user:read org:read", true)]
    [InlineData("app:read", "app:read user:read", false)] // Not all of it.
    public void Coverage_depends_only_on_the_names(string scope, string other, bool isCovered) =>
        Assert.Equal(isCovered, PodioScope.Parse(scope).Right().Covers(PodioScope.Parse(other).Right()));
}
