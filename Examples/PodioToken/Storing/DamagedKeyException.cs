using PodioToken.Reports;

namespace PodioToken.Storing;

/// <summary>A file among the data protection keys that is none: with it there, nothing that is encrypted can be read or written.</summary>
internal sealed class DamagedKeyException(string file, Exception cause)
    : IOException($"The key file {ShellWord.Shown(file)} is empty or damaged. "
        + $"Restore it from a backup, or move it away: {CureFor(file)}", cause)
{
    /// <summary>What to do. Another ending makes it no key.</summary>
    public string Cure => $"restore it from a backup, or {CureFor(file)}; then run podio-token doctor";

    private static string CureFor(string file) => $"mv {ShellWord.Of(file)} {ShellWord.Of(file + ".damaged")}";
}
