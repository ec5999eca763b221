using System.Reflection;
using System.Runtime.CompilerServices;

namespace PodioOAuth.Functional.Repository.Tests.Architecture;

/// <summary>Core holds values and total functions only. The banned symbols stop single calls; this looks at the assembly as a
/// whole.</summary>
public sealed class CoreIsPureTests
{
    private const BindingFlags All =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Assembly Core = typeof(TokenRequest).Assembly;

    private static IEnumerable<Type> WrittenTypes => Core.GetTypes().Where(type => !IsGenerated(type));

    [Fact]
    public void Core_references_the_runtime_and_LanguageExt_alone() => Assert.All(
        Core.GetReferencedAssemblies(),
        reference => Assert.True(
            reference.Name is "LanguageExt.Core" or "System.Runtime" || (reference.Name!.StartsWith("System.", StringComparison.Ordinal)
                && !reference.Name.StartsWith("System.Net.Http", StringComparison.Ordinal)
                && reference.Name is not ("System.Console" or "System.Net.Sockets" or "System.IO.FileSystem" or "System.Threading.Timer")),
            reference.Name));

    [Fact]
    public void Core_has_no_mutable_static_state() => Assert.All(
        WrittenTypes.SelectMany(type => type.GetFields(All)).Where(field => field.IsStatic && !field.IsLiteral && !IsGenerated(field)),
        field => Assert.True(field.IsInitOnly, $"{field.DeclaringType}.{field.Name}"));

    [Fact]
    public void Tasks_appear_in_the_transport_folder_alone()
    {
        var files = Checkout.Files("Core/CSharp", "*.cs").Where(file => Checkout.Read(file).Contains("Task<", StringComparison.Ordinal));
        Assert.All(files, file => Assert.StartsWith("Core/CSharp/Transport/", file, StringComparison.Ordinal));
        var users = WrittenTypes
            .Where(type => type.GetMethods(All).Any(MentionsTask) || type.GetProperties(All).Any(property => IsTask(property.PropertyType)))
            .Select(type => type.Name)
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                nameof(PodioEffects), nameof(TaskEitherExtensions),
                nameof(TokenExchange), nameof(TokenProvider), nameof(Transport), nameof(TransportExtensions),
            ],
            users);
    }

    // LanguageExt 5 has neither.
    [Fact]
    public void Effects_appear_in_one_class_alone() => Assert.Equal(
        [nameof(PodioEffects)],
        WrittenTypes.Where(type => type.GetMethods(All).Any(MentionsEffect)).Select(type => type.Name));

    [Fact]
    public void Every_union_is_closed() => Assert.All(
        WrittenTypes.Where(type => type is { IsAbstract: true, IsSealed: false, IsInterface: false, IsPublic: true }),
        union => Assert.Contains(
            union.GetMethods(All), method => method is { IsAbstract: true, IsFamilyAndAssembly: true }));

    [Fact]
    public void Every_case_of_a_union_is_sealed() => Assert.All(
        WrittenTypes.Where(type => type.BaseType is { IsAbstract: true, IsPublic: true } parent && parent.Assembly == Core),
        type => Assert.True(type.IsSealed, type.Name));

    private static bool MentionsTask(MethodInfo method) =>
        IsTask(method.ReturnType) || method.GetParameters().Any(parameter => IsTask(parameter.ParameterType));

    private static bool IsTask(Type type) =>
        type.Namespace == "System.Threading.Tasks" || (type.IsGenericType && type.GetGenericArguments().Any(IsTask));

    private static bool MentionsEffect(MethodInfo method) =>
        IsEffect(method.ReturnType) || method.GetParameters().Any(parameter => IsEffect(parameter.ParameterType));

    private static bool IsEffect(Type type) => type.IsGenericType
        && (type.Name is "Aff`1" or "Aff`2" or "EitherAsync`2" || type.GetGenericArguments().Any(IsEffect));

    private static bool IsGenerated(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        || member.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), inherit: false)
        || (member.DeclaringType is { } outer && IsGenerated(outer));
}
