namespace PodioOAuth.Functional.Mutation;

/// <summary>A change to the product that the tests should detect.</summary>
/// <param name="Id">Stryker's number, which the switch in the mutated assembly takes.</param>
/// <param name="File">The path relative to the root.</param>
/// <param name="Line">The line number, starting at 1.</param>
/// <param name="Mutator">The Stryker mutator that created it.</param>
/// <param name="Member">The member that contains it.</param>
/// <param name="Original">The code, on one line.</param>
/// <param name="Replacement">The code that replaces it.</param>
/// <param name="Occurrence">The position among identical mutants in the member.</param>
/// <param name="Kind">How the score counts it.</param>
internal sealed record Mutant(
    int Id, string File, int Line, string Mutator, string Member, string Original, string Replacement, int Occurrence, MutantKind Kind)
{
    /// <summary>The key that identifies it across runs, in which other code may precede it.</summary>
    internal string Key => $"{File} {Member} | {Original} → {Replacement} | {Occurrence}";

    /// <summary>Its name in the list of accepted mutants.</summary>
    internal string Place => $"{File} {Member} | {Cut(Original)} → {Cut(Replacement)}";

    public override string ToString() => $"{Place} ({Mutator}, line {Line}, #{Id})";

    private static string Cut(string text) => text.Length <= 100 ? text : string.Concat(text.AsSpan(0, 100), "…");
}

/// <summary>Kinds of mutants, by whether tests must detect them.</summary>
internal enum MutantKind
{
    /// <summary>Tests must detect it.</summary>
    Rule,

    /// <summary>The wording of a message for people.</summary>
    Text,

    /// <summary>A null check on an argument, which the compiler checks for most callers.</summary>
    NullGuard,

    /// <summary>A hash code. Any is correct that is the same for equal values.</summary>
    HashCode,
}
