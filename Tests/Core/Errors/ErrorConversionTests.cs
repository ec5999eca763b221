using LanguageExt;
using LanguageExt.Common;
using static LanguageExt.Prelude;

namespace PodioOAuth.Functional.Core.Tests.Errors;

/// <summary>The library's errors among LanguageExt's types.</summary>
public sealed class ErrorConversionTests
{
    private static readonly OAuthError Lost = OAuthError.Unreachable(UnreachableReason.ConnectionLost, mayHaveBeenProcessed: true);

    private static readonly TokenSourceError Cooling = TokenSourceError.CoolingDown(DateTimeOffset.UnixEpoch);

    private static readonly ReplyFacts Facts = new(503);

    public static TheoryData<OAuthError> WithoutFields =>
    [
        Lost,
        OAuthError.Rejected(Facts, new ServerCode("invalid_grant")),
        OAuthError.RateLimited(Facts),
        OAuthError.SecondFactorRequired(Facts, new SecondFactorChallenge("n0nce")),
        OAuthError.Unavailable(Facts),
        OAuthError.MalformedReply(Facts, "$", MalformedReplyProblem.Empty),
    ];

    [Fact]
    public void An_error_keeps_its_value_and_reveals_no_more_than_its_description()
    {
        Assert.Same(Lost, Assert.IsType<OAuthFailure>(Lost.ToError()).Error);
        Assert.Same(Cooling, Assert.IsType<TokenSourceFailure>(Cooling.ToError()).Error);
        foreach (var (failure, description) in new[] { ((Error)Lost.ToError(), Lost.Describe()), (Cooling.ToError(), Cooling.Describe()) })
        {
            Assert.Equal(description, failure.Message);
            Assert.Equal(description, failure.ToString());
            Assert.Equal(description, failure.ToException().Message);
            Assert.True(failure is { IsExpected: true, IsExceptional: false });
        }
    }

    [Fact]
    public void Failures_are_equal_where_their_errors_are()
    {
        var again = OAuthError.Unreachable(UnreachableReason.ConnectionLost, mayHaveBeenProcessed: true);
        Assert.Equal(Lost.ToError(), again.ToError());
        Assert.Equal(Lost.ToError().GetHashCode(), again.ToError().GetHashCode());
        Assert.NotEqual(Lost.ToError(), OAuthError.Unreachable(UnreachableReason.Tls, mayHaveBeenProcessed: true).ToError());
        Assert.Equal(Cooling.ToError(), TokenSourceError.CoolingDown(DateTimeOffset.UnixEpoch).ToError());
        Assert.Equal(Cooling.ToError().GetHashCode(), TokenSourceError.CoolingDown(DateTimeOffset.UnixEpoch).ToError().GetHashCode());
        Assert.NotEqual(Cooling.ToError(), TokenSourceError.LockLost.ToError());
        Assert.NotEqual(Lost.ToError(), TokenSourceError.Exchange(Lost).ToError());
    }

    [Fact]
    public void An_outcome_becomes_an_effect_that_catchOf_recovers()
    {
        Either<OAuthError, string> outcome = Lost;
        var effect = outcome.ToEff(Left: error => error.ToError())
            | catchOf((OAuthFailure failure) => SuccessEff($"caught {failure.Error.GetType().Name}"));
        Assert.Equal("caught UnreachableError", effect.Run().ThrowIfFail());
        Assert.Same(Lost, Assert.IsType<OAuthFailure>(outcome.ToEff(Left: error => error.ToError()).Run().Case).Error);
    }

    [Fact]
    public void Field_errors_of_several_requests_are_combined()
    {
        var one = new TokenRequest(new ClientCredentials("my-client", ""), Grant.App(0, "t"));
        var other = new TokenRequest(new ClientCredentials("", "s3cret"), Sample.Password);
        var both = (TokenRequest.Encode(one).ToFieldValidation(), TokenRequest.Encode(other).ToFieldValidation()).Apply((_, _) => "both");
        Assert.Equal(
            ["app_id: OutOfRange", "client_secret: Empty", "client_id: Empty"],
            both.ToEither().MapLeft(fields => OAuthError.InvalidInput(fields)).Problems());
    }

    [Fact]
    public void ToFieldValidation_keeps_a_value()
    {
        var both = (TokenRequest.Encode(Sample.Request).ToFieldValidation(), TokenRequest.Validate(Sample.Request).ToFieldValidation())
            .Apply((form, request) => (form, request));
        Assert.Equal(TokenRequest.Encode(Sample.Request).Right(), both.ToEither().Match(Right: pair => pair.form, Left: _ => null!));
    }

    [Theory, MemberData(nameof(WithoutFields))]
    public void ToFieldValidation_throws_for_an_error_without_fields(OAuthError error)
    {
        Either<OAuthError, int> outcome = error;
        var exception = Assert.Throws<InvalidOperationException>(() => outcome.ToFieldValidation());
        Assert.Equal(
            $"Only InvalidInputError has field errors, and the outcome is another error. Match it first. {error.Describe()}",
            exception.Message);
    }

    [Fact]
    public void ToFieldValidation_reports_a_default_Either()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => default(Either<OAuthError, int>).ToFieldValidation());
        Assert.Equal("The step returned default(Either).", exception.Message);
    }

    [Fact]
    public void Every_case_but_one_has_no_fields()
    {
        var cases = typeof(OAuthError).Assembly.GetTypes().Where(type => type.BaseType == typeof(OAuthError));
        var without = ((IEnumerable<object[]>)WithoutFields).Select(row => row[0].GetType());
        Assert.Equal([typeof(InvalidInputError)], cases.Except(without));
    }

    [Fact]
    public void An_error_that_is_the_value_of_an_outcome_is_not_an_error()
    {
        var error = OAuthError.InvalidInput([new("a", FieldProblem.Empty, "a")]);
        var outcome = Either<OAuthError, OAuthError>.Right(error);
        Assert.True(outcome.ToFieldValidation().IsSuccess);
    }
}
