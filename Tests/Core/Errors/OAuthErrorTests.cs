namespace PodioOAuth.Functional.Core.Tests.Errors;

/// <summary>Errors as values: the case that matches, equality, and what may not be made.</summary>
public sealed class OAuthErrorTests
{
    private static readonly FieldError Field = new("code", FieldProblem.Empty, "code is empty.");

    private static OAuthError[] Cases =>
    [
        OAuthError.InvalidInput([Field]),
        OAuthError.Unreachable(UnreachableReason.Tls, mayHaveBeenProcessed: false),
        OAuthError.Rejected(new ReplyFacts(400), new ServerCode("a"), new ServerCode("b"), new ServerText("c")),
        OAuthError.RateLimited(new ReplyFacts(420), new ServerText("c")),
        OAuthError.SecondFactorRequired(new ReplyFacts(200), new SecondFactorChallenge("n")),
        OAuthError.Unavailable(new ReplyFacts(500), new ServerCode("a"), new ServerCode("b"), new ServerText("c")),
        OAuthError.MalformedReply(new ReplyFacts(200), "$", MalformedReplyProblem.Empty),
    ];

    [Fact]
    public void Facts_are_those_of_the_reply_or_null_where_there_was_none() => Assert.Equal(
        [null, null, 400, 420, 200, 500, 200], Cases.Select(error => error.Facts?.Status));

    [Fact]
    public void Facts_of_the_base_are_those_of_the_case_after_with()
    {
        OAuthError changed = (RejectedError)Cases[2] with { Facts = new ReplyFacts(403) };
        Assert.Equal(403, changed.Facts?.Status);
    }

    [Fact]
    public void The_members_of_an_error_are_not_null()
    {
        var facts = new ReplyFacts(400);
        Assert.Throws<ArgumentNullException>(() => OAuthError.Rejected(null!, new ServerCode("a")));
        Assert.Throws<ArgumentNullException>(() => OAuthError.Rejected(facts, null!));
        Assert.Throws<ArgumentNullException>(() => OAuthError.RateLimited(null!));
        Assert.Throws<ArgumentNullException>(() => OAuthError.SecondFactorRequired(null!, new SecondFactorChallenge("n")));
        Assert.Throws<ArgumentNullException>(() => OAuthError.SecondFactorRequired(facts, null!));
        Assert.Throws<ArgumentNullException>(() => OAuthError.Unavailable(null!));
        Assert.Throws<ArgumentNullException>(() => OAuthError.MalformedReply(null!, "$", MalformedReplyProblem.Empty));
        Assert.Throws<ArgumentNullException>(() => OAuthError.MalformedReply(facts, null!, MalformedReplyProblem.Empty));
    }

    [Fact]
    public void Invalid_input_is_equal_by_its_fields_in_order()
    {
        var other = Field with { Field = "client_id" };
        Assert.Equal(OAuthError.InvalidInput([Field, other]), OAuthError.InvalidInput(new List<FieldError> { Field, other }));
        Assert.NotEqual(OAuthError.InvalidInput([Field, other]), OAuthError.InvalidInput([other, Field]));
        Assert.NotEqual(OAuthError.InvalidInput([Field]), OAuthError.InvalidInput([Field, other]));
    }

    [Fact]
    public void Invalid_input_has_one_field_at_least_and_no_null()
    {
        const string Message = "Invalid input needs at least one field error, and no field error may be null. (Parameter 'fields')";
        Assert.Equal(Message, Assert.Throws<ArgumentException>("fields", () => OAuthError.InvalidInput([])).Message);
        Assert.Equal(Message, Assert.Throws<ArgumentException>("fields", () => OAuthError.InvalidInput([Field, null!])).Message);
        Assert.Throws<ArgumentNullException>("fields", () => OAuthError.InvalidInput(null!));
    }

    [Fact]
    public void Invalid_input_does_not_change_with_the_list_it_was_made_from()
    {
        List<FieldError> fields = [Field];
        var error = Assert.IsType<InvalidInputError>(OAuthError.InvalidInput(fields));
        fields.Clear();
        Assert.Single(error.Fields);
    }

    [Theory]
    [InlineData("invalid_request", RejectionKind.InvalidRequest)]
    [InlineData("invalid_client", RejectionKind.InvalidClient)]
    [InlineData("invalid_grant", RejectionKind.InvalidGrant)]
    [InlineData("unauthorized_client", RejectionKind.UnauthorizedClient)]
    [InlineData("unsupported_grant_type", RejectionKind.UnsupportedGrantType)]
    [InlineData("invalid_scope", RejectionKind.InvalidScope)]
    [InlineData("Invalid_Grant", RejectionKind.Other)]
    [InlineData("invalid_value", RejectionKind.Other)]
    [InlineData("", RejectionKind.Other)]
    public void A_code_of_the_standard_has_a_kind(string code, RejectionKind kind) => Assert.Equal(
        kind, Assert.IsType<RejectedError>(OAuthError.Rejected(new ReplyFacts(400), new ServerCode(code))).Kind);
}
