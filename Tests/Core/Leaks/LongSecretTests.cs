namespace PodioOAuth.Functional.Core.Tests.Leaks;

/// <summary>The generators of secrets and the search for leaks combine: whatever is drawn can be sought, and so can what it shrinks
/// to.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 200)]
public sealed class LongSecretTests
{
    [Property]
    public bool The_secrets_of_a_request_and_a_token_are_found_however_they_are_written(LeakSpecimen specimen)
    {
        var texts = new[]
        {
            specimen.Request.Client.ClientSecret, specimen.Token.AccessToken,
        }.Select(secret => secret.Reveal()).SelectMany(text => new[]
        {
            text, Uri.EscapeDataString(text), JsonSerializer.Serialize(text), Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
        });
        return texts.All(text => specimen.Search.In("log", text).Count == 1) && specimen.Search.In("log", $"{specimen.Request}").Count == 0;
    }

    [Property]
    public bool A_specimen_is_valid_and_so_is_what_it_shrinks_to(LeakSpecimen specimen) =>
        LeakSpecimen.Arbitrary().Shrinker(specimen).Take(30).Prepend(specimen).All(simpler =>
            TokenRequest.Validate(simpler.Request).IsRight && simpler.Search.In("log", "nothing").Count == 0);

    [Fact]
    public void A_secret_shrinks_to_what_makes_it_unlikely()
    {
        var secrets = LeakSearch.Secrets();
        Assert.All(secrets.Generator.Sample(30, 100), drawn =>
        {
            var smallest = drawn;
            while (secrets.Shrinker(smallest).LastOrDefault() is { } smaller)
            {
                smallest = smaller;
            }

            Assert.Equal(16, smallest.Reveal().Length);
            Assert.Single(LeakSearch.For("secret", drawn).In("log", drawn.Reveal()));
        });
    }
}
