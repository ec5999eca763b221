namespace PodioOAuth.Functional.Mutation;

/// <summary>A change of the product that the tests should notice.</summary>
/// <param name="Id">Stryker's number of it, which the switch in the mutated assembly takes.</param>
/// <param name="File">Below the root.</param>
/// <param name="Line">From 1.</param>
/// <param name="Mutator">Which of Stryker's mutators made it.</param>
/// <param name="Member">The type's member in which it is.</param>
/// <param name="Original">The code, on one line.</param>
/// <param name="Replacement">What stands there instead.</param>
/// <param name="Occurrence">The how manieth of those in the member that read the same.</param>
/// <param name="Kind">What the score says of it.</param>
internal sealed record Mutant(
    int Id, string File, int Line, string Mutator, string Member, string Original, string Replacement, int Occurrence, MutantKind Kind)
{
    /// <summary>What it is called in another run, in which other code may have come before it.</summary>
    internal string Key => $"{File} {Member} | {Original} → {Replacement} | {Occurrence}";

    /// <summary>As an entry of the accepted ones names it.</summary>
    internal string Place => $"{File} {Member} | {Cut(Original)} → {Cut(Replacement)}";

    public override string ToString() => $"{Place} ({Mutator}, line {Line}, #{Id})";

    private static string Cut(string text) => text.Length <= 100 ? text : string.Concat(text.AsSpan(0, 100), "…");
}

/// <summary>Mutants by whether tests have to notice them.</summary>
internal enum MutantKind
{
    /// <summary>They have to.</summary>
    Rule,

    /// <summary>The wording of a message for people.</summary>
    Text,

    /// <summary>An argument that must not be null, which the compiler checks for most callers.</summary>
    NullGuard,

    /// <summary>A hash code, of which any is right that equal values share.</summary>
    HashCode,
}
