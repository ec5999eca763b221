using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>Secrets that are long enough for a search and can't be found by chance: sixteen random letters and digits, surrounded by what
/// breaks encoders.</summary>
internal static partial class LongSecrets
{
    internal static Gen<string> VsChar { get; } = Around(Texts.VsCharPiece);

    internal static Gen<string> Unicode { get; } = Around(Texts.UnicodePiece);

    /// <summary>Returns simpler texts around the same letters and digits.</summary>
    internal static IEnumerable<string> Simpler(string text)
    {
        var core = Core().Match(text).Value;
        return text == core ? [] : Shrinks.OfValid(FieldNames.Password, text).Where(simpler => Keeps(text, simpler)).Prepend(core);
    }

    /// <summary>Whether a simpler text is still as unlikely as the original.</summary>
    internal static bool Keeps(string text, string simpler) => simpler.Contains(Core().Match(text).Value, StringComparison.Ordinal);

    private static Gen<string> Around(Gen<string> piece) =>
        from before in Some(piece)
        from core in Gen.Elements("abcdefghijklmnopqrstuvwxyz0123456789".ToCharArray()).ArrayOf(16)
        from after in Some(piece)
        select before + new string(core) + after;

    private static Gen<string> Some(Gen<string> piece) =>
        from count in Gen.Choose(0, 3)
        from pieces in piece.ListOf(count)
        select string.Concat(pieces);

    [GeneratedRegex("[a-z0-9]{16}", RegexOptions.CultureInvariant)]
    private static partial Regex Core();
}
