using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PodioOAuth.Functional.Repository.Tests.Architecture;

/// <summary>No text depends on the culture. What the compiler writes for a record prints numbers and instants by the current one, and
/// throws where its calendar has ended: in ar-SA, that is 2077.</summary>
public sealed class PrintingTests
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Theory, MemberData(nameof(ProductAssemblies.Files), MemberType = typeof(ProductAssemblies))]
    public void No_record_has_the_compiler_print_a_number_or_an_instant(string file) => Assert.Empty(
        Assembly.LoadFrom(file).GetTypes().Where(type => type.IsVisible && PrintsByTheCulture(type)).Select(type => type.FullName));

    [Fact]
    public void The_search_finds_records_that_are_there()
    {
        Assert.True(PrintsByTheCulture(typeof(Dated)));
        Assert.True(PrintsByTheCulture(typeof(Counted)));
        Assert.False(PrintsByTheCulture(typeof(Named)));
        Assert.False(PrintsByTheCulture(typeof(Written)));
    }

    [Fact]
    public void The_texts_that_people_read_are_alike_in_every_culture()
    {
        var late = new DateTimeOffset(2099, 12, 31, 23, 59, 59, TimeSpan.Zero);
        object[] values =
        [
            RetryAfter.At(late), RetryAfter.After(TimeSpan.FromSeconds(1.5)), TokenReference.User(-7), Grant.App(-7, "t"),
            new ReplyFacts(-1) { RetryAfter = RetryAfter.At(late), RateLimit = new RateLimit(-1, -2) },
            OAuthError.RateLimited(new ReplyFacts(420) { RetryAfter = RetryAfter.At(late) }),
        ];
        var texts = values.Select(value => $"{value}").ToArray();
        Assert.Contains("at 2099-12-31 23:59:59 UTC", texts[0], StringComparison.Ordinal);
        foreach (var culture in new[] { "ar-SA", "fa-IR", "th-TH", "sv-SE", "de-DE" })
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(texts, values.Select(value => $"{value}"));
            Assert.All(values.OfType<OAuthError>(), error => Assert.Contains("2099-12-31", error.Describe(), StringComparison.Ordinal));
        }
    }

    private static bool PrintsByTheCulture(Type type) =>
        type.GetMethod("PrintMembers", Declared) is { } print && print.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && IsUsed(type)
        && type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Any(property => IsCultural(property.PropertyType));

    // Where ToString is written by hand and does not ask for the members, nothing prints them.
    private static bool IsUsed(Type type)
    {
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            if (declaring.GetMethod(nameof(ToString), Declared, []) is { } text)
            {
                return text.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) || AsksForMembers(text);
            }
        }

        return true;
    }

    // The unions whose cases share one ToString print the members of each.
    private static bool AsksForMembers(MethodInfo text) => text.IsFinal && text.DeclaringType!.Name is
        nameof(Grant) or nameof(OAuthError) or nameof(TokenSourceError) or nameof(AuthorizationCallback) or nameof(RetryAdvice)
        or nameof(SecondFactor);

    private static bool IsCultural(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(DateTimeOffset) || plain == typeof(DateTime) || plain == typeof(DateOnly)
            || (!plain.IsEnum && Type.GetTypeCode(plain) is >= TypeCode.SByte and <= TypeCode.Decimal);
    }

    private sealed record Dated(DateTimeOffset? Instant);

    private sealed record Counted(int Number);

    private sealed record Named(string Name, TimeSpan Time);

    private sealed record Written(int Number)
    {
        public override string ToString() => "written";
    }
}
