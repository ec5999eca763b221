namespace PodioOAuth.Functional.Core.Tests.Renewing;

/// <summary>What prints an instant prints it alike in every culture. The calendar of ar-SA ends in 2077, and .NET throws at a later
/// date.</summary>
public sealed class CultureTests
{
    private static readonly DateTimeOffset Late = new(2099, 12, 31, 23, 59, 59, TimeSpan.FromHours(2));

    private static readonly Dictionary<string, object> Values = new()
    {
        ["a login"] = new SavedLogin(Sample.Token, Late),
        ["cooling down"] = TokenSourceError.CoolingDown(Late),
        ["undecided"] = TokenSourceError.Undecided(Late),
    };

    [Theory]
    [InlineData("a login", ", RequestedAt = 2099-12-31T23:59:59+02:00, ExpiresAt = 2100-01-01T05:59:59+00:00 }")]
    [InlineData("cooling down", "CoolingDownError { Until = 2099-12-31T23:59:59+02:00 }")]
    [InlineData("undecided", "UndecidedError { Since = 2099-12-31T23:59:59+02:00 }")]
    public void An_instant_is_printed_as_ISO_8601(string name, string end)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in new[] { "ar-SA", "fa-IR", "sv-SE", "" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Assert.EndsWith(end, Values[name].ToString(), StringComparison.Ordinal);
                if (Values[name] is TokenSourceError error)
                {
                    Assert.Contains("2099-12-31 21:59:59 UTC", error.Describe(), StringComparison.Ordinal);
                }
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
