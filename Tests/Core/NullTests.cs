namespace PodioOAuth.Functional.Core.Tests;

/// <summary>A null where none may be is a mistake of the caller, and the exception names the parameter.</summary>
public sealed class NullTests
{
    private static readonly JsonSerializerOptions Options = JsonSerializerOptions.Default;

    /// <summary>The types whose way of printing is written by hand and open to derived types.</summary>
    public static TheoryData<Type> Printing => [.. typeof(OAuthError).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && PrintMembersOf(type) is { IsFamily: true } method
            && method.GetCustomAttribute<CompilerGeneratedAttribute>(inherit: false) is null)];

    [Fact]
    public void Some_types_override_PrintMembers() => Assert.NotEmpty(Printing);

    [Theory, MemberData(nameof(Printing))]
    public void Printing_requires_a_destination(Type type) => Assert.Throws<ArgumentNullException>(
        "builder",
        () => PrintMembersOf(type)!.Invoke(
            RuntimeHelpers.GetUninitializedObject(type), BindingFlags.DoNotWrapExceptions, binder: null, [null], culture: null));

    [Fact]
    public void No_scope_covers_null()
    {
        Assert.Throws<ArgumentNullException>("other", () => PodioScope.All.Covers(null!));
        Assert.Throws<ArgumentNullException>("other", () => ScopeItem.Global(ScopePermission.All).Covers(null!));
    }

    [Fact]
    public void A_converter_requires_a_writer_and_a_value()
    {
        var (converter, secret) = (new RedactedJsonConverter<Secret>(), new Secret("hunter2"));
        using var writer = new Utf8JsonWriter(Stream.Null);
        Assert.Throws<ArgumentNullException>("writer", () => converter.Write(null!, secret, Options));
        Assert.Throws<ArgumentNullException>("value", () => converter.Write(writer, null!, Options));
        Assert.Throws<ArgumentNullException>("writer", () => converter.WriteAsPropertyName(null!, secret, Options));
        Assert.Throws<ArgumentNullException>("value", () => converter.WriteAsPropertyName(writer, null!, Options));
    }

    private static MethodInfo? PrintMembersOf(Type type) => type.GetMethod(
        "PrintMembers",
        BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly,
        [typeof(StringBuilder)]);
}
