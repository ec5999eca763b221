namespace PodioOAuth.Functional.Core.Tests.Properties;

/// <summary>Equality of secrets is equality of their texts, whatever those hold, and nothing else is to be seen of them.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 500)]
public sealed class SecretProperties
{
    [Property]
    public bool Secrets_are_equal_exactly_where_their_texts_are(HostileText one, HostileText other)
    {
        Secret left = new(one.Value), right = new(other.Value);
        var isSame = string.Equals(one.Value, other.Value, StringComparison.Ordinal);
        return left == right == isSame && left != right != isSame && left.Equals(right) == isSame && right.Equals((object)left) == isSame;
    }

    [Property]
    public bool A_copy_of_the_text_makes_an_equal_secret_of_equal_hash(HostileText text)
    {
        Secret secret = new(text.Value), copy = new(new string(text.Value.ToCharArray()));
        return secret == copy && copy == secret && secret.GetHashCode() == copy.GetHashCode();
    }

    [Property]
    public bool Secrets_that_differ_in_one_character_are_not_equal(HostileText text) =>
        new Secret(text.Value) != new Secret(text.Value + "a") && new Secret(text.Value) != new Secret("a" + text.Value + "b");

    [Property]
    public bool A_secret_reveals_what_it_was_given_and_prints_nothing_of_it(HostileText text) =>
        new Secret(text.Value).Reveal() == text.Value && new Secret(text.Value).ToString() == "[redacted]";
}
