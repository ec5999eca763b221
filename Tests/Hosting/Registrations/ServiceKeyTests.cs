using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace PodioOAuth.Functional.Hosting.Tests.Registrations;

/// <summary>Sources are resolved by key, and a container asks for any key there is.</summary>
public sealed class ServiceKeyTests
{
    public static TheoryData<object, string> Wrong => new()
    {
        { "crn", "'crn'" },
        { "", "''" },
        { "hr:crm", "'hr:crm'" },
        { ":crn", "':crn'" },
        { "a:b:c", "'a:b:c'" },
        { new string('x', 1000), "'…'" },
        { 42, "System.Int32" },
        { DayOfWeek.Friday, "System.DayOfWeek" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_key_that_names_no_source_is_refused_as_a_service_that_is_missing(object key, string expected)
    {
        await using var podio = await Served.StartAsync();
        await using var services = podio.Services().BuildServiceProvider();
        foreach (var resolve in new Func<object?>[]
        {
            () => services.GetRequiredKeyedService<NamedTokenSource>(key),
            () => services.GetRequiredKeyedService<TokenProvider>(key),
            () => services.GetKeyedService<NamedTokenSource>(key), // Null would be injected without a word.
        })
        {
            Assert.Contains(expected, Assert.Throws<InvalidOperationException>(resolve).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_name_that_is_configured_later_is_found_then()
    {
        await using var podio = await Served.StartAsync();
        var configuration = Served.Configuration(podio.Settings());
        await using var services = podio.Services(configuration).BuildServiceProvider();
        Assert.Throws<InvalidOperationException>(() => services.GetRequiredKeyedService<NamedTokenSource>("late"));
        configuration["Podio:Sources:late:Login"] = "somebody";
        configuration.Reload();
        Assert.Equal("late", services.GetRequiredKeyedService<NamedTokenSource>("late").Name);
    }

    [Fact]
    public async Task The_container_keeps_nothing_of_what_was_resolved()
    {
        await using var podio = await Served.StartAsync();
        await using var services = podio.Services().BuildServiceProvider();
        var resolved = Resolve(services);
        GC.Collect();
        Assert.All(resolved, reference => Assert.False(reference.IsAlive));
        Assert.Equal(0, services.GetRequiredService<PodioTokenSources>().Registry.Count);
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
