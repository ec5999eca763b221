using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional.Core.Tests.Properties;

/// <summary>A failing property shows what was generated: minimal, readable, and in the clear.</summary>
public sealed class CounterExampleTests
{
    [Fact]
    public void A_counter_example_is_minimal_and_can_be_pasted()
    {
        var property = Prop.ForAll(
            PodioArbitraries.Specimens(),
            specimen => RequestParts.Of(specimen.Request).All(part => !part.Value!.Contains('%', StringComparison.Ordinal)));
        var failure = Assert.ThrowsAny<Exception>(() => property.QuickCheckThrowOnFailure()).Message;
        var shrunk = failure[failure.IndexOf("Shrunk:", StringComparison.Ordinal)..];
        Assert.Contains("new TokenRequest(new ClientCredentials(\"", shrunk, StringComparison.Ordinal);
        Assert.Contains("Grant.", shrunk, StringComparison.Ordinal);
        Assert.Contains("%", shrunk, StringComparison.Ordinal);
        Assert.DoesNotContain("[redacted]", shrunk, StringComparison.Ordinal);
        Assert.InRange(shrunk.Split('\n')[1].Length, 1, 140);
    }

    [Fact]
    public void A_specimen_prints_ASCII_that_compiles() => Assert.Equal(
        "new TokenRequest(new ClientCredentials(\"a\\\"b\", \"\\\\\"), Grant.Password(\"j\\u00e4\\ud83d\\ude00\", \"\\u0009\"), WireFormat.Json)",
        new Specimen(new TokenRequest(new ClientCredentials("a\"b", "\\"), Grant.Password("jä😀", "\t"), WireFormat.Json)).ToString());

    [Fact]
    public void Shrinking_stays_valid()
    {
        var specimens = PodioArbitraries.Specimens();
        Assert.All(
            specimens.Generator.Sample(100).SelectMany(specimen => specimens.Shrinker(specimen).Take(50)),
            smaller => Assert.True(Oracle.IsValid(smaller.Request), smaller.ToString()));
    }
}
