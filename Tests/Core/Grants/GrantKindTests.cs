namespace PodioOAuth.Functional.Core.Tests.Grants;

/// <summary>What a grant's file says of it is complete and does not contradict itself: what the compiler cannot see when a grant is
/// added.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)])]
public sealed class GrantKindTests
{
    private static readonly Type[] Cases =
        [.. typeof(Grant).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Grant)) && !type.IsAbstract)];

    [Fact]
    public void The_reader_knows_every_grant() => Assert.Equal(
        Cases.Select(type => type.Name).Order(StringComparer.Ordinal),
        Grant.Kinds.Select(kind => kind.GetType().GetGenericArguments().Single().Name).Order(StringComparer.Ordinal));

    [Fact]
    public void No_two_grants_have_the_same_name() => Assert.Distinct(Grant.Kinds.Select(kind => kind.GrantType), StringComparer.Ordinal);

    [Fact]
    public void Every_field_has_a_public_name()
    {
        var names = typeof(FieldNames).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToHashSet(StringComparer.Ordinal);
        Assert.All(Grant.Kinds.SelectMany(kind => kind.Fields), field => Assert.Contains(field.Name, names));
    }

    [Property]
    public void Every_secret_of_a_grant_is_scrubbed(Grant grant) => Assert.Equal(
        grant.GetType().GetProperties()
            .Where(property => property.PropertyType == typeof(Secret))
            .Select(property => ((Secret)property.GetValue(grant)!).Reveal()),
        grant.Kind.SecretsOf(grant).Select(secret => secret.Reveal()));

    [Property]
    public void A_grant_starts_a_login_exactly_if_it_can_be_sent_at_any_time(Grant grant) =>
        Assert.Equal(grant.Kind.Use == GrantUse.Always, grant.Origin is not null);

    [Property]
    public void A_login_is_kept_by_the_name_of_its_grant(Grant grant) =>
        Assert.True(grant.Origin is null || grant.Origin.Kind == grant.GrantType);

    [Fact]
    public void Only_a_password_is_a_secret_that_a_person_chooses()
    {
        var origins = Sample.Grants.Select(grant => grant.Origin).OfType<LoginOrigin>();
        Assert.Equal([("password", true), ("app", false)], origins.Select(origin => (origin.Kind, origin.IsGuessable)));
    }
}
