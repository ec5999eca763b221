using LanguageExt;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace PodioOAuth.Functional.Repository.Tests.Architecture;

/// <summary>The first equality or hash of a LanguageExt value scans assemblies for half a second. No assembly of the product may ask for
/// one.</summary>
public sealed class NoScanTests
{
    private static readonly string[] Scanning = ["op_Equality", "op_Inequality", nameof(Equals), nameof(GetHashCode), "CompareTo"];

    [Theory, MemberData(nameof(ProductAssemblies.Files), MemberType = typeof(ProductAssemblies))]
    public void No_product_assembly_compares_LanguageExt_values(string file)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(file);
        Assert.Empty(Calls(assembly).Where(IsScan).Select(call => call.FullName));
    }

    [Fact]
    public void The_search_finds_a_comparison()
    {
        using var assembly = AssemblyDefinition.ReadAssembly(typeof(NoScanTests).Assembly.Location);
        Assert.Contains(Calls(assembly), IsScan);
    }

    // Never run: here to be found.
    internal static bool Compare(Either<string, int> left, Either<string, int> right) => left == right;

    private static IEnumerable<MethodReference> Calls(AssemblyDefinition assembly) => assembly.Modules
        .SelectMany(module => module.GetTypes())
        .SelectMany(type => type.Methods)
        .Where(method => method.HasBody)
        .SelectMany(method => method.Body.Instructions)
        .Where(instruction => instruction.OpCode.Code is Code.Call or Code.Callvirt or Code.Ldftn)
        .Select(instruction => (MethodReference)instruction.Operand);

    private static bool IsScan(MethodReference call) =>
        Scanning.Contains(call.Name) && call.DeclaringType.FullName.StartsWith("LanguageExt.", StringComparison.Ordinal);
}
