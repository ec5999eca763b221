namespace PodioOAuth.Functional.Core.Tests.Leaks;

/// <summary>No secret in anything that a public type of Core shows: ToString, Describe, JSON by two libraries, the debugger.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 5)]
public sealed class LeakTests
{
    private const string Text = "s3cret+&=%/\"\\ 0123456789abcdef";

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, PublicTypes.Around(Text).Count)];

    [Fact]
    public void Every_public_type_is_looked_at()
    {
        var seen = PublicTypes.Around(Text).Select(value => Definition(value.GetType())).Concat(PublicTypes.WithoutObjects);
        Assert.Empty(typeof(Secret).Assembly.GetExportedTypes().Except(seen));
    }

    [Theory, MemberData(nameof(Numbers))]
    public void An_object_shows_no_secret(int number) => Assert.Empty(Leaks(PublicTypes.Around(Text)[number], Text));

    [Property]
    public bool No_object_shows_a_secret_whatever_the_secret_is(Secret secret)
    {
        var text = $"Zq7#{secret.Reveal()[..Math.Min(secret.Reveal().Length, 100)]}&x9K"; // Long enough to be sought, and no plain word.
        return PublicTypes.Around(text).All(value => !Leaks(value, text).Any());
    }

    [Fact]
    public void No_display_text_of_a_debugger_reveals()
    {
        var displays = typeof(Secret).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(System.Diagnostics.DebuggerDisplayAttribute), inherit: false))
            .Cast<System.Diagnostics.DebuggerDisplayAttribute>()
            .Select(display => display.Value)
            .ToArray();
        Assert.NotEmpty(displays);
        Assert.All(displays, display => Assert.True(display is "[redacted]" or "{ToString(),nq}", display));
    }

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static IEnumerable<Leak> Leaks(object value, string text)
    {
        var search = LeakSearch.For("secret", text);
        return
        [
            .. search.InAnythingShownBy(value),
            .. search.In("format", $"{value}"),
            .. search.In("Describe", (value as OAuthError)?.Describe()),
            .. search.In("Describe", (value as AuthorizationCallback)?.Describe()),
            .. search.In("Newtonsoft.Json", NewtonsoftTests.Write(value)),
        ];
    }
}
