namespace PodioOAuth.Functional.Core.Tests.Replies;

/// <summary>When to come back: Retry-After in seconds or as a date (RFC 9110 §5.6.7, §10.2.3), else Podio's prose (PODIO 4.9).</summary>
public sealed class RetryAfterTests
{
    private const string Date = "Sun, 06 Nov 1994 08:49:37 GMT";

    private static readonly DateTimeOffset Noon = new(2026, 8, 11, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("after 120 s", "120"), InlineData("after 0 s", "0"), InlineData("after 7 s", " 007 ")]
    [InlineData("after 3155760000 s", "3155760000")] // A century; beyond it nothing is believed.
    [InlineData("unknown", "3155760001"), InlineData("unknown", "99999999999999999999999999999999999999")]
    [InlineData("unknown", "-1"), InlineData("unknown", "+1")]
    [InlineData("unknown", "1.5"), InlineData("unknown", "1e3")]
    [InlineData("unknown", "1,000"), InlineData("unknown", "7\0")]
    [InlineData("unknown", "Infinity"), InlineData("unknown", "-Infinity")]
    [InlineData("unknown", "NaN"), InlineData("unknown", "")]
    [InlineData("unknown", "soon"), InlineData("unknown")]
    [InlineData("at 1994-11-06 08:49:37", Date)]
    [InlineData("at 1994-11-06 08:49:37", "Sunday, 06-Nov-94 08:49:37 GMT")] // RFC 850
    [InlineData("at 1994-11-06 08:49:37", "Sun Nov  6 08:49:37 1994")] // asctime
    [InlineData("at 1994-11-16 08:49:37", "Wed Nov 16 08:49:37 1994")]
    [InlineData("unknown", "1994-11-06T08:49:37Z")]
    [InlineData("unknown", "06/11/1994")]
    [InlineData("after 60 s", "5", "60", "30")]
    [InlineData("after 60 s", "x", "60")]
    [InlineData("at 1994-11-07 08:49:37", Date, "Mon, 07 Nov 1994 08:49:37 GMT")]
    [InlineData("at 1994-11-07 08:49:37", "Mon, 07 Nov 1994 08:49:37 GMT", Date)]
    [InlineData("after 5 s", "5", Date)] // Without a Date header the two cannot be compared.
    public void The_header_is_read(string expected, params string[] values) => Assert.Equal(expected, Name(Parse(values)));

    [Theory]
    [InlineData("after 1 s", "Sun, 06 Nov 1994 08:49:36 GMT", Date)]
    [InlineData("unknown", Date, Date)] // Already there.
    [InlineData("unknown", "Sun, 06 Nov 1994 09:00:00 GMT", Date)]
    [InlineData("after 30 s", "Sun, 06 Nov 1994 08:49:27 GMT", "30", Date)] // 10 seconds by the date.
    [InlineData("after 60 s", "Sun, 06 Nov 1994 08:48:37 GMT", "30", Date)] // 60 seconds by the date.
    [InlineData("after 30 s", "Sun, 06 Nov 1994 09:00:00 GMT", "30", Date)]
    [InlineData("after 3155760000 s", Date, "Sat, 06 Nov 2094 08:49:37 GMT")]
    [InlineData("unknown", Date, "Sat, 06 Nov 2094 08:49:38 GMT")] // Beyond a century nothing is believed.
    public void A_date_is_relative_to_the_date_of_the_reply(string expected, string date, params string[] values) =>
        Assert.Equal(expected, Name(Parse(values, date)));

    [Theory]
    [InlineData("after 300 s", "You have hit the rate limit. Please wait 300 seconds before trying again")]
    [InlineData("after 1 s", "please WAIT 1 second")]
    [InlineData("unknown", "Bitte warten Sie 300 Sekunden")]
    [InlineData("unknown", "wait -5 seconds")]
    [InlineData("after 3155760000 s", "wait 3155760000 seconds")] // A century.
    [InlineData("unknown", "wait 3155760001 seconds")]
    [InlineData("unknown", "wait 1000000000000 seconds")]
    [InlineData("after 45 s", "wait 45 sec.")]
    [InlineData("after 45 s", "wait 45s, please")]
    [InlineData("after 120 s", "Please wait 2 minutes before trying again")]
    [InlineData("after 60 s", "Wait for 1 minute")]
    [InlineData("after 90 s", "wait 1 min and 30 secs")]
    [InlineData("after 3600 s", "You have to wait 1 hour")]
    [InlineData("after 7325 s", "wait 2 hours, 2 minutes and 5 seconds")]
    [InlineData("after 7200 s", "wait 2 hrs or wait 30 minutes")]
    [InlineData("after 7200 s", "wait 30 seconds. Apps wait 2h; people wait 5 min")]
    [InlineData("after 5400 s", "wait 60 seconds or 90 minutes")]
    [InlineData("after 5400 s", "wait 1h30m")]
    [InlineData("after 5430 s", "wait 1h 30m0s, or 1h30m30s")]
    [InlineData("unknown", "wait 5m\u00E9tres")]
    [InlineData("unknown", "wait 5")]
    [InlineData("unknown", "wait 5 days")]
    [InlineData("unknown", "wait 5 ms")]
    [InlineData("unknown", "await 5 seconds")]
    [InlineData("unknown", "wait 5 minutesque")]
    [InlineData("unknown", "wait 999999999999 hours 999999999999 minutes")]
    public void Without_the_header_the_wait_is_read_from_the_description(string expected, string prose)
    {
        Assert.Equal(expected, Name(Parse([], date: null, prose)));
        Assert.Equal("after 5 s", Name(Parse(["5"], date: null, prose)));
    }

    [Theory]
    [InlineData("after 0 s", null, "0"), InlineData("after 0 s", null, "0", "0"), InlineData("unknown", Date, Date)]
    [InlineData("at 1994-11-06 08:49:37", null, Date)] // Without a Date header nobody can say whether it has passed.
    public void If_the_header_states_no_wait_the_prose_counts(string expected, string? date, params string[] values)
    {
        Assert.Equal("after 300 s", Name(Parse(values, date, "Please wait 300 seconds before trying again")));
        Assert.Equal(expected, Name(Parse(values, date)));
    }

    [Fact]
    public void The_prose_is_the_description_where_there_is_one_and_else_the_body()
    {
        static RetryAfter Of(string body) =>
            TokenReply.Parse(new HttpReply(420, null, Encoding.UTF8.GetBytes(body))).Left().As<RateLimitedError>().Facts.RetryAfter;
        Assert.Equal("unknown", Name(Of("""{"error_description":"Slow down","request":"wait 300 seconds"}""")));
        Assert.Equal("after 300 s", Name(Of("""{"request":"wait 300 seconds"}""")));
        Assert.Equal("after 300 s", Name(Of("Please wait 300 seconds")));
    }

    [Theory]
    [InlineData("{0}"), InlineData("""{{"error":"rate_limit","error_description":"{0}"}}""")]
    public void Only_the_first_64_KiB_of_prose_are_read(string body)
    {
        var prose = "wait 1 h ".PadRight((64 * 1024) + 1) + "wait 2 h";
        Assert.Equal("after 3600 s", Name(
            TokenReply.Parse(new HttpReply(420, null, Encoding.UTF8.GetBytes(string.Format(CultureInfo.InvariantCulture, body, prose))))
                .Left().As<RateLimitedError>().Facts.RetryAfter));
    }

    [Fact]
    public void A_null_list_of_values_equals_an_empty_one() => Assert.Equal("unknown", Name(Parse(null!)));

    [Fact]
    public void The_wait_does_not_depend_on_the_clock_of_the_server() => Assert.All([-400, -1, 0, 1, 400], days =>
    {
        var repliedAt = Noon.AddDays(days);
        Assert.Equal(TimeSpan.FromMinutes(5), Parse([repliedAt.AddMinutes(5).ToString("r")], repliedAt.ToString("r")).WaitFrom(Noon, Noon));
    });

    [Fact]
    public void The_wait_from_an_instant_is_never_negative()
    {
        var wait = RetryAfter.After(TimeSpan.FromSeconds(60));
        Assert.Equal(TimeSpan.FromSeconds(60), wait.WaitFrom(repliedAt: Noon, now: Noon));
        Assert.Equal(TimeSpan.FromSeconds(20), wait.WaitFrom(repliedAt: Noon, now: Noon.AddSeconds(40)));
        Assert.Equal(TimeSpan.Zero, wait.WaitFrom(repliedAt: Noon, now: Noon.AddSeconds(61)));
        Assert.Equal(TimeSpan.FromSeconds(5), RetryAfter.At(Noon.AddSeconds(5)).WaitFrom(repliedAt: Noon.AddDays(-1), now: Noon));
        Assert.Equal(TimeSpan.Zero, RetryAfter.At(Noon).WaitFrom(repliedAt: Noon, now: Noon.AddSeconds(1)));
        Assert.Null(RetryAfter.Unknown.WaitFrom(repliedAt: Noon, now: Noon));
        Assert.Equal(TimeSpan.Zero, RetryAfter.After(TimeSpan.MaxValue).WaitFrom(DateTimeOffset.MaxValue, DateTimeOffset.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => RetryAfter.After(TimeSpan.FromTicks(-1)));
    }

    private static RetryAfter Parse(string[] values, string? date = null, string prose = "no") =>
        Assert.IsType<RateLimitedError>(TokenReply.Parse(
            new HttpReply(420, null, Encoding.UTF8.GetBytes($$"""{"error":"rate_limit","error_description":"{{prose}}"}"""))
            {
                RetryAfter = values,
                Date = date,
            }).Left()).Facts.RetryAfter;

    private static string Name(RetryAfter retryAfter) => retryAfter.Match(
        after: wait => string.Create(CultureInfo.InvariantCulture, $"after {wait.TotalSeconds} s"),
        at: instant => instant.UtcDateTime.ToString("'at' yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        unknown: () => "unknown");
}
