using PodioOAuth.Functional.Strangers;

namespace PodioOAuth.Functional.Guards.Tests.Strangers;

/// <summary>The packages as somebody meets them who has nothing else: two of them, in a console program. Tests/Strangers tries
/// them all.</summary>
public sealed class ShortVisitTests
{
    [Fact]
    public async Task The_packages_work_outside_the_checkout_and_refuse_LanguageExt_5()
    {
        using var feed = await Feed.PackAsync(Checkout.Configuration, build: false, "Core/CSharp", "Transports/InMemory");
        await Contents.CheckAsync(feed);
        await Kinds.All["console"](feed);
        await Kinds.All["languageext5"](feed);
    }
}
