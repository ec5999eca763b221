namespace PodioOAuth.Functional.Core.Tests.Grants;

/// <summary>A secret is compared and revealed, never printed.</summary>
public sealed class SecretTests
{
    [Fact]
    public void A_secret_prints_redacted()
    {
        Assert.Equal("[redacted]", $"{new Secret("hunter2")}");
        Assert.Equal("[redacted]", new Secret("").ToString());
    }

    [Fact]
    public void Equality_is_that_of_the_text_to_the_letter_and_knows_null()
    {
        Assert.NotEqual(new Secret("a"), new Secret("A"));
        Assert.NotEqual(new Secret("e\u0301"), new Secret("\u00E9")); // Not normalised.
        Assert.False(new Secret("a") == null);
        Assert.False(null == new Secret("a"));
        Assert.True((Secret?)null == null);
        Assert.False(new Secret("a").Equals((object)"a"));
        Assert.False(new Secret("a").Equals(null));
    }

    [Fact]
    public void A_text_becomes_a_secret_and_null_stays_null()
    {
        Secret? some = "a";
        Secret? none = (string?)null;
        Assert.Equal(new Secret("a"), some);
        Assert.Null(none);
    }

    [Fact]
    public void A_secret_of_null_cannot_be_made() => Assert.Throws<ArgumentNullException>(() => new Secret(null!));

    [Fact]
    public void A_secret_is_neither_written_to_JSON_nor_read_from_it()
    {
        Assert.Equal("\"[redacted]\"", JsonSerializer.Serialize(new Secret("hunter2")));
        Assert.Equal("""{"[redacted]":1}""", JsonSerializer.Serialize(new Dictionary<Secret, int> { [new Secret("hunter2")] = 1 }));
        Assert.Equal(
            "A Secret can't be read from JSON, because only its printed form is written.",
            Assert.Throws<NotSupportedException>(Read).Message);

        static Secret Read()
        {
            var reader = new Utf8JsonReader("\"hunter2\""u8);
            return new RedactedJsonConverter<Secret>().Read(ref reader, typeof(Secret), JsonSerializerOptions.Default);
        }
    }
}
