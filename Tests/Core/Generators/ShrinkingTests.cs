using FsCheck.Fluent;
using PodioOAuth.Functional.Core.Tests.Properties;

namespace PodioOAuth.Functional.Core.Tests.Generators;

/// <summary>Shrinking keeps a case what it was: valid, or invalid in some of the same ways; and it ends.</summary>
public sealed class ShrinkingTests
{
    private const int Cases = 100;
    private const int Steps = 40;

    [Fact]
    public void A_valid_request_stays_valid()
    {
        var specimens = PodioArbitraries.Specimens();
        Assert.All(
            specimens.Generator.Sample(Cases, 50).SelectMany(specimen => specimens.Shrinker(specimen).Take(Steps)),
            smaller => Assert.True(Oracle.IsValid(smaller.Request), smaller.ToString()));
    }

    [Fact]
    public void An_invalid_request_keeps_a_flaw_and_gets_no_new_one()
    {
        var specimens = PodioArbitraries.InvalidSpecimens();
        Assert.All(specimens.Generator.Sample(Cases, 50), specimen => Assert.All(specimens.Shrinker(specimen).Take(Steps), smaller =>
        {
            Assert.NotEmpty(smaller.Flaws);
            Assert.Empty(smaller.Flaws.Except(specimen.Flaws));
            Assert.Equal(Oracle.BadFields(smaller.Request), smaller.Flaws.Select(flaw => flaw.Field));
        }));
    }

    [Fact]
    public void A_near_miss_stays_one_of_its_kind()
    {
        var pairs = PodioArbitraries.NearMisses();
        Assert.All(pairs.Generator.Sample(20, 50), pair => Assert.All(pairs.Shrinker(pair).Take(Steps), smaller =>
        {
            Assert.Equal(pair.Kind, smaller.Kind);
            Assert.NotEqual(smaller.Left, smaller.Right);
        }));
    }

    [Fact]
    public void Shrinking_to_the_end_leaves_next_to_nothing()
    {
        var specimens = PodioArbitraries.Specimens();
        Assert.All(specimens.Generator.Sample(20, 50), specimen =>
        {
            var smallest = specimen;
            while (specimens.Shrinker(smallest).FirstOrDefault() is { } smaller)
            {
                smallest = smaller;
            }

            Assert.All(WireFields.Of(smallest.Request), field => Assert.True(field.Value is "a" or "1", smallest.ToString()));
            Assert.Equal(WireFormat.Form, smallest.Request.Format);
        });
    }
}
