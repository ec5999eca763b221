namespace PodioOAuth.Functional.Core.Tests.Generators;

/// <summary>A property that holds over harmless cases only says nothing: how the cases are spread is asserted, not hoped for.</summary>
public sealed class DistributionTests
{
    private const int Cases = 2000;

    private static readonly TokenRequest[] Requests = Draw(PodioArbitraries.TokenRequests());

    private static readonly InvalidSpecimen[] Invalid = Draw(PodioArbitraries.InvalidSpecimens());

    [Fact]
    public void Each_grant_in_each_format_is_at_least_seven_in_a_hundred()
    {
        var shares = Requests.CountBy(request => (WireFields.GrantTypeOf(request), request.Format)).ToArray();
        Assert.Equal(8, shares.Length);
        Assert.All(shares, share => Assert.InRange(share.Value, Cases * 7 / 100, Cases));
        Assert.All(Draw(Specimen.Arbitrary<AppGrant>()), specimen => Assert.IsType<AppGrant>(specimen.Request.Grant));
    }

    /// <summary>The generators list the factories, where no compiler sees one that is missing.</summary>
    [Fact]
    public void Every_case_of_every_union_is_there()
    {
        HasEveryCase(Draw(PodioArbitraries.Grants()));
        HasEveryCase(Draw(PodioArbitraries.OAuthErrors()));
        HasEveryCase(Draw(PodioArbitraries.AuthorizationCallbacks()));
        HasEveryCase(Draw(PodioArbitraries.References()));
        HasEveryCase(Draw(PodioArbitraries.RetryAfters()));
        HasEveryCase(Draw(PodioArbitraries.SpecimensOf<SecondFactorRequest>()).Select(specimen => specimen.Value.Factor));

        static void HasEveryCase<TUnion>(IEnumerable<TUnion> drawn)
            where TUnion : class => Assert.Equal(
                typeof(TUnion).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(TUnion)) && !type.IsAbstract)
                    .Select(type => type.Name)
                    .Order(StringComparer.Ordinal),
                drawn.Select(one => one.GetType().Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_field_is_hostile_in_at_least_thirty_in_a_hundred() => Assert.All(
        Requests.SelectMany(WireFields.Of).Where(field => field.Name != "app_id").GroupBy(field => field.Name),
        field => Assert.InRange(field.Count(one => HostileText.IsHostile(one.Value)), field.Count() * 30 / 100, field.Count()));

    [Fact]
    public void Every_troublesome_text_is_generated() => Assert.All(
        new[]
        {
            "&", "=", "+", "%", ";", " ", "\t", "\"", "\\", "\u0080", "\u009F", "e\u0301", "\U0001F600", "\uFDD0", "%zz", "&client_id=evil",
        },
        trouble => Assert.Contains(
            Requests, request => WireFields.Of(request).Any(field => field.Value!.Contains(trouble, StringComparison.Ordinal))));

    [Fact]
    public void Some_fields_have_the_maximum_length() => Assert.Contains(
        Requests, request => WireFields.Of(request).Any(field => System.Text.Encoding.UTF8.GetByteCount(field.Value!) == 16_384));

    [Fact]
    public void Two_or_more_flaws_are_in_at_least_twenty_in_a_hundred() =>
        Assert.InRange(Invalid.Count(specimen => specimen.Flaws.Count > 1), Cases * 20 / 100, Cases * 80 / 100);

    [Fact]
    public void Every_field_and_every_problem_of_a_request_is_among_the_flaws()
    {
        var flaws = Invalid.SelectMany(specimen => specimen.Flaws).ToHashSet();
        Assert.Equal(
            [
                "app_id", "app_token", "client_id", "client_secret", "code", "format", "grant_type", "password", "redirect_uri",
                "refresh_token", "username",
            ],
            flaws.Select(flaw => flaw.Field).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                FieldProblem.Missing, FieldProblem.Empty, FieldProblem.TooLong, FieldProblem.InvalidCharacter, FieldProblem.OutOfRange,
                FieldProblem.NotAbsolute, FieldProblem.HasFragment, FieldProblem.MalformedEscape,
            ],
            flaws.Select(flaw => flaw.Problem).Distinct().Order());
    }

    [Fact]
    public void Lone_surrogates_and_controls_are_among_the_invalid() => Assert.All(
        new[] { '\uD83D', '\uDE00', '\uFFFE', '\uFFFF', '\u007F', '\r', '\n', '\0' },
        bad => Assert.Contains(
            Invalid,
            specimen => WireFields.Of(specimen.Request).Any(field => field.Value?.Contains(bad, StringComparison.Ordinal) == true)));

    [Fact]
    public void Anything_is_valid_about_as_often_as_not() => Assert.InRange(
        Draw(PodioArbitraries.WildSpecimens()).Count(specimen => Oracle.IsValid(specimen.Request)), Cases * 15 / 100, Cases * 60 / 100);

    [Fact]
    public void Near_misses_are_of_every_kind_and_always_two()
    {
        var pairs = Draw(PodioArbitraries.NearMisses());
        Assert.All(pairs, pair => Assert.NotEqual(pair.Left, pair.Right));
        Assert.Equal(["border", "format", "grant", "twin"], pairs.Select(pair => pair.Kind).Distinct().Order(StringComparer.Ordinal));
        Assert.InRange(pairs.Count(pair => pair.Kind == "border"), Cases * 20 / 100, Cases);
    }

    [Fact]
    public void Replies_become_every_case_and_a_token_often_enough()
    {
        var outcomes = Draw(PodioArbitraries.HttpReplies())
            .CountBy(reply => TokenReply.Parse(reply).Match(Right: _ => nameof(Token), Left: error => error.GetType().Name))
            .ToDictionary();
        Assert.All(
            new[] { nameof(Token), nameof(RejectedError), nameof(RateLimitedError), nameof(UnavailableError), nameof(MalformedReplyError) },
            outcome => Assert.InRange(outcomes.GetValueOrDefault(outcome), Cases * 3 / 100, Cases));
        Assert.True(outcomes.ContainsKey(nameof(SecondFactorRequiredError)));
    }

    [Fact]
    public void Received_requests_are_accepted_and_refused_often_enough() => Assert.InRange(
        Draw(PodioArbitraries.ReceivedRequests()).Count(received => TokenRequest.Decode(received).IsRight),
        Cases * 5 / 100,
        Cases * 60 / 100);

    [Fact]
    public void Other_clients_seldom_write_as_we_do() => Assert.InRange(
        Draw(PodioArbitraries.ForeignRequests()).Count(foreign =>
            foreign.Sent.AsMemory().Span.SequenceEqual(TokenRequest.Encode(foreign.Meant).Right().AsMemory().Span)),
        0,
        Cases * 5 / 100);

    private static T[] Draw<T>(Arbitrary<T> arbitrary) => arbitrary.Generator.Sample(Cases, 50);
}
