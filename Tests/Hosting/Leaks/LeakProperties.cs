using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional.Hosting.Tests.Leaks;

/// <summary>Whatever happens, nothing that is emitted holds a secret, in any form that it may be written in.</summary>
public sealed class LeakProperties
{
    // Secrets as people make them, and as encoders break them. Long enough not to be found by chance.
    private static readonly Gen<Secret> SecretOf =
        from letters in Gen.Elements("aB3$&=+%;/\\\"~ -_.zQ9".ToCharArray()).ArrayOf(20)
        from salt in Gen.Choose(100_000_000, 999_999_999)
        select new Secret($"x{new string(letters)}{salt}");

    [Property(MaxTest = 4)]
    public Property No_channel_has_a_secret() => Prop.ForAll(
        (from secrets in SecretOf.ArrayOf(4)
         from steps in Gen.Shuffle(Traffic.Steps.Keys.ToArray())
         select (Secrets: secrets, Steps: steps)).ToArbitrary(),
        run => RunAsync(run.Secrets, run.Steps).GetAwaiter().GetResult());

    [Fact]
    public async Task Everything_that_can_be_logged_of_a_call_was()
    {
        await using var traffic = await Traffic.RunAsync(
            [.. Enumerable.Range(0, 4).Select(i => new Secret($"made-up-secret-{i}"))], Traffic.Steps.Keys);
        Assert.Superset(new HashSet<string> { "log", "activity", "metric", "exception", "health" }, traffic.Emitted.Channels.ToHashSet());
        Assert.Superset(new HashSet<int> { 1, 2, 3, 10, 11, 12, 20 }, traffic.Emitted.Log.Events.ToHashSet());
        Assert.Contains(traffic.Emitted.Log.Entries, entry => entry.Category.StartsWith("System.Net.Http", StringComparison.Ordinal)
            && entry.Text.Contains("Authorization: *", StringComparison.Ordinal));
        Assert.Empty(traffic.Emitted.Find(traffic.Search));
    }

    private static async Task<Property> RunAsync(Secret[] secrets, string[] steps)
    {
        await using var traffic = await Traffic.RunAsync(secrets, steps);
        var leaks = traffic.Emitted.Find(traffic.Search);
        return (leaks.Count == 0 && traffic.Tokens > 2).Label($"{traffic.Tokens} tokens; {string.Join("; ", leaks)}");
    }
}
