using PodioToken.Reports;

namespace PodioToken.Storing;

/// <summary>The exception for an invalid file among the data protection keys, which prevents all encryption and decryption.</summary>
internal sealed class DamagedKeyException(string file, Exception cause)
    : IOException($"The key file {ShellWord.Shown(file)} is empty or damaged. "
        + $"Restore it from a backup, or move it away: {CureFor(file)}", cause)
{
    /// <summary>How to fix it. With another extension, the file is no longer a key.</summary>
    public string Cure => $"restore it from a backup, or {CureFor(file)}; then run podio-token doctor";

    private static string CureFor(string file) => $"mv {ShellWord.Of(file)} {ShellWord.Of(file + ".damaged")}";
}
