namespace PodioOAuth.Functional.Renewal.Tests;

/// <summary>What a record prints is the same in every culture. The calendar of ar-SA ends in 2077, and .NET throws at a later
/// date.</summary>
public sealed class PrintingTests
{
    private static readonly DateTimeOffset Late = new(2099, 12, 31, 23, 59, 59, TimeSpan.Zero);

    private static readonly Token Token = new("access", "bearer", TimeSpan.FromHours(8), "refresh", TokenReference.None, Scope: null);

    private static readonly Dictionary<string, object> Values = new()
    {
        ["renewed"] = new RenewedEvent(new SavedLogin(Token, Late), RenewalCause.Refresh),
        ["cooling down"] = new CoolingDownEvent(Late),
        ["aging"] = new RefreshTokenAgingEvent(Late),
        ["started"] = new ExchangeStartedEvent("app", Late),
        ["failed"] = new ExchangeFailedEvent(
            new ExchangeStartedEvent("app", Late), TimeSpan.FromSeconds(1.5),
            OAuthError.Unreachable(UnreachableReason.Tls, mayHaveBeenProcessed: false)),
        ["options"] = new TokenSourceOptions { JitterShare = 0.5 },
        ["not renewed"] = new RenewalFailedEvent(TokenSourceError.LockLost, IsOldTokenServed: true),
        ["retries"] = new RetryOptions { MaxRetries = 7, UnknownWait = TimeSpan.FromSeconds(90) },
    };

    [Theory]
    [InlineData("renewed", "RenewedEvent { Cause = Refresh, ExpiresAt = 2100-01-01T07:59:59+00:00, Fingerprint = ")]
    [InlineData("cooling down", "CoolingDownEvent { Until = 2099-12-31T23:59:59+00:00 }")]
    [InlineData("aging", "RefreshTokenAgingEvent { LastRenewedAt = 2099-12-31T23:59:59+00:00 }")]
    [InlineData("started", "ExchangeStartedEvent { GrantType = app, At = 2099-12-31T23:59:59+00:00 }")]
    [InlineData("failed", "{ GrantType = app, At = 2099-12-31T23:59:59+00:00 }, Duration = 00:00:01.5000000")]
    [InlineData("options", "JitterShare = 0.5, ")]
    [InlineData("options", "TokenSourceOptions { Store = ")]
    [InlineData("options", ", StartsWithoutStore = False }")]
    [InlineData("not renewed", "RenewalFailedEvent { Error = LockLostError")]
    [InlineData("not renewed", ", IsOldTokenServed = True }")]
    [InlineData("retries", "RetryOptions { MaxRetries = 7, MaxAmbiguousRetries = ")]
    [InlineData("retries", ", UnknownWait = 00:01:30 }")]
    public void Each_culture_prints_the_same(string name, string part)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in new[] { "ar-SA", "fa-IR", "de-DE", "" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Assert.Contains(part, Values[name].ToString(), StringComparison.Ordinal);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Options_print_each_of_their_members() => Assert.All(
        typeof(TokenSourceOptions).GetProperties().Where(property => property.GetMethod is { IsStatic: false }),
        property => Assert.Contains($"{property.Name} = ", TokenSourceOptions.Default.ToString(), StringComparison.Ordinal));
}
