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
        Assert.All(StepsOf(specimens, Cases), step => Assert.True(Oracle.IsValid(step.Smaller.Request), step.Smaller.ToString()));
    }

    [Fact]
    public void An_invalid_request_keeps_a_flaw_and_gets_no_new_one()
    {
        var specimens = PodioArbitraries.InvalidSpecimens();
        Assert.All(StepsOf(specimens, Cases), step =>
        {
            Assert.NotEmpty(step.Smaller.Flaws);
            Assert.Empty(step.Smaller.Flaws.Except(step.Drawn.Flaws));
            Assert.Equal(Oracle.BadFields(step.Smaller.Request), step.Smaller.Flaws.Select(flaw => flaw.Field));
        });
    }

    [Fact]
    public void A_near_miss_stays_one_of_its_kind()
    {
        var pairs = PodioArbitraries.NearMisses();
        Assert.All(StepsOf(pairs, 20), step =>
        {
            Assert.Equal(step.Drawn.Kind, step.Smaller.Kind);
            Assert.NotEqual(step.Smaller.Left, step.Smaller.Right);
        });
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

    // What is drawn may be as small as can be: only all of them together have to have a step.
    private static IEnumerable<(T Drawn, T Smaller)> StepsOf<T>(Arbitrary<T> arbitrary, int cases) =>
        arbitrary.Generator.Sample(cases, 50)
            .SelectMany(drawn => arbitrary.Shrinker(drawn).Take(Steps), (drawn, smaller) => (drawn, smaller));
}
