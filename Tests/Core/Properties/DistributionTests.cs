using FsCheck.Fluent;

namespace PodioOAuth.Functional.Core.Tests.Properties;

/// <summary>A property that holds over harmless cases only says nothing: how the cases are spread is asserted, not hoped for.</summary>
public sealed class DistributionTests
{
    private const int Cases = 2000;

    [Fact]
    public void Every_grant_is_at_least_fifteen_in_a_hundred()
    {
        var shares = Share(Requests.Any.Sample(Cases), RequestParts.GrantTypeOf);
        Assert.Equal(4, shares.Count);
        Assert.All(shares, share => Assert.InRange(share.Value, 0.15, 1));
    }

    [Fact]
    public void Hostile_characters_are_in_at_least_thirty_in_a_hundred() => Assert.InRange(
        Requests.Any.Sample(Cases).Count(request => RequestParts.Of(request).Any(part => HostileText.IsHostile(part.Value!))) / (double)Cases, 0.30, 1);

    [Fact]
    public void Hostile_passwords_are_as_frequent_by_themselves() => Assert.InRange(
        Requests.Password.Sample(Cases).Count(grant => HostileText.IsHostile(((PasswordGrant)grant).Password.Reveal())) / (double)Cases, 0.30, 1);

    [Fact]
    public void Two_or_more_bad_fields_are_in_at_least_twenty_in_a_hundred() => Assert.InRange(
        InvalidSpecimen.Generator.Sample(Cases).Count(specimen => specimen.BadFields.Count > 1) / (double)Cases, 0.20, 1);

    [Fact]
    public void Near_misses_are_mostly_two_requests() => Assert.InRange(
        NearMiss.Generator.Sample(Cases).Count(pair => pair.One.Request != pair.Other.Request) / (double)Cases, 0.80, 1);

    private static Dictionary<string, double> Share<T>(IEnumerable<T> cases, Func<T, string> kind) =>
        cases.GroupBy(kind).ToDictionary(group => group.Key, group => group.Count() / (double)Cases);
}
