using System.Reflection;
using System.Runtime.CompilerServices;

namespace PodioOAuth.Functional.Core.Tests.Generators;

/// <summary>Every generated value can be read in a counter-example and shrinks. What a specimen prints is the very expression that made
/// it: here the compiler keeps both.</summary>
public sealed class SpecimenKindTests
{
    private static readonly MethodInfo[] Arbitraries = [.. typeof(PodioArbitraries).GetMethods(BindingFlags.Public | BindingFlags.Static)];

    /// <summary>The generated types that are not specimens themselves.</summary>
    public static TheoryData<Type> Kinds => [.. Arbitraries.Where(method => !method.IsGenericMethod)
        .Select(method => method.ReturnType.GenericTypeArguments[0])
        .Where(type => type.Assembly == typeof(Secret).Assembly && !type.IsEnum)
        .Append(typeof(AuthorizationRequest)).Append(typeof(SecondFactorRequest))];

    [Fact]
    public void A_reply_prints_its_source()
    {
        Prints(new HttpReply(200, null, default));
        Prints(new HttpReply(420, "text/html", Encoding.UTF8.GetBytes("{\"a\":\"\u00E9\"}"))
        {
            IsBodyTooLarge = true,
            RetryAfter = ["5", "soon"],
            Date = "now",
            RequestId = "r",
            Location = "a:",
            WwwAuthenticate = "Basic",
            RateLimitLimit = "2",
            RateLimitRemaining = "1"
        });
        Prints(new HttpReply(-1, "", Encoding.Latin1.GetBytes("\u00FF\0")));
    }

    [Fact]
    public void A_received_request_prints_its_source()
    {
        Prints(new ReceivedRequest("POST", "/oauth/token", null, null, Encoding.UTF8.GetBytes("a=b")));
        Prints(new ReceivedRequest(null!, null!, "x", "Basic YQ==", default) { Query = "c=d" });
    }

    [Fact]
    public void A_token_and_a_login_print_their_source()
    {
        Prints(new Token("a", "bearer", TimeSpan.FromSeconds(28800L), "r", TokenReference.User(1L), "s"));
        Prints(new Token("a", "Bearer", null, null, TokenReference.Create("space", "9"), null));
        Prints(new SavedLogin(
            new Token("a", "bearer", TimeSpan.FromTicks(5L), null, TokenReference.App(-1L), null),
            DateTimeOffset.Parse("2026-08-11T12:00:00.0000001+14:00", CultureInfo.InvariantCulture)));
        Prints(TokenReference.None);
    }

    [Fact]
    public void An_error_of_each_case_prints_its_source()
    {
        Prints(OAuthError.InvalidInput([new FieldError("code", FieldProblem.Empty, "m"), new FieldError("x", FieldProblem.Missing, "")]));
        Prints(OAuthError.Unreachable(UnreachableReason.Tls, true));
        Prints(OAuthError.Rejected(new ReplyFacts(400), new ServerCode("c"), null, new ServerText("t")));
        Prints(OAuthError.Rejected(new ReplyFacts(400), new ServerCode("c")));
        Prints(OAuthError.RateLimited(new ReplyFacts(420) { RetryAfter = RetryAfter.After(TimeSpan.Zero) }, new ServerText("t")));
        Prints(OAuthError.SecondFactorRequired(new ReplyFacts(200) { RequestId = new ServerCode("r") }, new SecondFactorChallenge("n")));
        Prints(OAuthError.Unavailable(
            new ReplyFacts(503) { AuthenticateError = new ServerCode("e"), RateLimit = new RateLimit(1000, 2) },
            null, new ServerCode("d")));
        Prints(OAuthError.MalformedReply(
            new ReplyFacts(200)
            {
                RetryAfter = RetryAfter.At(DateTimeOffset.Parse("9999-12-31T23:59:59.9999999+00:00", CultureInfo.InvariantCulture))
            },
            "$.ref", MalformedReplyProblem.WrongType));
    }

    [Fact]
    public void All_other_types_print_their_source()
    {
        Prints(RenewalPolicy.Default);
        Prints(new RenewalPolicy { Skew = TimeSpan.FromSeconds(5L), WarnAfter = TimeSpan.Zero });
        Prints(new Secret("a\n"));
        Prints(RetryAfter.Unknown);
        Prints(new ClientCredentials(clientId: "a", clientSecret: "b"));
        Prints(Grant.App(appId: 1L, appToken: "t"));
        Prints(new SecondFactorChallenge("n").WithRecoveryCode("c"));
        Prints(AuthorizationCallback.Malformed(new FieldError("state", FieldProblem.Duplicate, "m")));
        Prints(AuthorizationCallback.GrantedToken(new Token("a", "bearer", null, null, TokenReference.None, null)));
        Prints(new AuthorizationRequest(
            "a", "b:", "c", AuthorizationResponseType.Token,
            PodioScope.Of(ScopeItem.Global(ScopePermission.All), ScopeItem.Org(ScopePermission.Read, 4L))));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_generated_type_has_specimens_that_shrink(Type type) =>
        typeof(SpecimenKindTests).GetMethod(nameof(Shrinks), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type).Invoke(null, null);

    [Fact]
    public void Other_types_have_no_specimens() => Assert.Contains(
        "HttpReply", Assert.Throws<NotSupportedException>(() => PodioArbitraries.SpecimensOf<Uri>()).Message, StringComparison.Ordinal);

    // A sample shrinks to its end by the last step that is offered: none is offered twice, and none is what it was.
    private static void Shrinks<T>()
    {
        var specimens = PodioArbitraries.SpecimensOf<T>();
        var shrunk = 0;
        Assert.All(specimens.Generator.Sample(40, 30), drawn =>
        {
            HashSet<string> seen = [$"{drawn}"];
            for (var smallest = drawn; specimens.Shrinker(smallest).LastOrDefault() is { } smaller; smallest = smaller)
            {
                Assert.True(seen.Add($"{smaller}"), $"{smaller} came twice");
                shrunk++;
            }
        });
        Assert.True(shrunk > 20, $"{typeof(T).Name} took {shrunk} steps");
    }

    private static void Prints<T>(T value, [CallerArgumentExpression(nameof(value))] string source = "") =>
        Assert.Equal(OnOneLine(source), new Specimen<T>(value).ToString());

    // The source is broken after a bracket, a brace or a comma, and before either.
    private static string OnOneLine(string source) => source.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim())
        .Aggregate((text, line) => text.EndsWith('(') || line.StartsWith(')') ? text + line : $"{text} {line}");
}
