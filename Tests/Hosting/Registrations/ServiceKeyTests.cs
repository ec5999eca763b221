using System.Runtime.CompilerServices;

namespace PodioOAuth.Functional.Hosting.Tests.Registrations;

/// <summary>Sources are resolved by key, and a container asks for any key there is.</summary>
public sealed class ServiceKeyTests : OnServed
{
    public static TheoryData<object, string> Wrong => new()
    {
        { "crn", "'crn'" },
        { "", "''" },
        { "hr:crm", "'hr:crm'" },
        { ":crn", "':crn'" },
        { "a:b:c", "'a:b:c'" },
        { new string('x', 64), $"'{new string('x', 64)}'" },
        { new string('x', 65), "'…'" },
        { 42, "System.Int32" },
        { DayOfWeek.Friday, "System.DayOfWeek" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_key_that_names_no_source_fails_like_a_missing_service(object key, string expected)
    {
        foreach (var resolve in new Func<object?>[]
        {
            () => Served.Services.GetRequiredKeyedService<NamedTokenSource>(key),
            () => Served.Services.GetRequiredKeyedService<TokenProvider>(key),
            () => Served.Services.GetKeyedService<NamedTokenSource>(key), // Null would be injected without a word.
        })
        {
            Assert.Contains(expected, Assert.Throws<InvalidOperationException>(resolve).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_name_that_is_configured_later_is_found()
    {
        Assert.Throws<InvalidOperationException>(() => Served.Services.GetRequiredKeyedService<NamedTokenSource>("late"));
        Served.Change("Podio:Sources:late:Login", "somebody");
        Assert.Equal("late", Served.Services.GetRequiredKeyedService<NamedTokenSource>("late").Name);
    }

    [Fact]
    public async Task The_container_keeps_nothing_of_what_was_resolved()
    {
        var resolved = Resolve(Served.Services);
        GC.Collect();
        Assert.All(resolved, reference => Assert.False(reference.IsAlive));
        Assert.Equal(0, Served.Sources.Registry.Count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> Resolve(IServiceProvider services) =>
    [
        .. new[] { "crm", "CRM", "cRm", "jane" }.SelectMany(name => new[]
        {
            new WeakReference(services.GetRequiredKeyedService<NamedTokenSource>(name)),
            new WeakReference(services.GetRequiredKeyedService<TokenProvider>(name)),
        }),
    ];
}
