using System.ComponentModel;
using System.Diagnostics;
using PodioToken.Settings;

namespace PodioToken.SigningIn;

/// <summary>The browser that <c>BROWSER</c> names, or the system's.</summary>
/// <remarks>It doesn't inherit the tool's variables, because they include secrets, and its output is discarded.</remarks>
/// <param name="environment">Returns the value of an environment variable, or null.</param>
internal sealed class SystemBrowser(Func<string, string?> environment) : IBrowser
{
    public bool TryOpen(Uri address) => OperatingSystem.IsWindows() && environment(Variable.Browser.Name) is null
        ? TryStart(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true })
        : Commands().Any(command => FindProgram(command[0]) is { } program
            && !IsSandboxed(program)
            && TryStart(Start(program, command[1..], address)));

    // The usual format: commands separated by colons, with %s for the address, which is otherwise the last argument.
    private IEnumerable<string[]> Commands() => (environment(Variable.Browser.Name) ?? (OperatingSystem.IsMacOS() ? "open" : "xdg-open"))
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(command => command.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(command => command.Length > 0);

    private string? FindProgram(string name) => name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
        ? Existing(name)
        : (environment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Existing(Path.Combine(folder, name))).FirstOrDefault(file => file is not null);

    // It couldn't read a file of the tool. What xdg-open starts is unknown.
    private static bool IsSandboxed(string program) =>
        program.StartsWith("/snap/", StringComparison.Ordinal)
        || program.Contains("/flatpak/exports/bin/", StringComparison.Ordinal)
        || Path.GetFileName(program) is "snap" or "flatpak"
        || Path.GetFileName(File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName) is "snap" or "flatpak";

    private static string? Existing(string file) => File.Exists(file) ? file : null;

    private static ProcessStartInfo Start(string program, string[] arguments, Uri address)
    {
        var all = arguments.Select(argument => argument.Replace("%s", address.AbsoluteUri, StringComparison.Ordinal)).ToArray();
        string[] complete = all.SequenceEqual(arguments) ? [.. all, address.AbsoluteUri] : all;
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(program, complete)
            : new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" </dev/null >/dev/null 2>&1", program, .. complete]);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith(Variable.Prefix, StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        return start;
    }

    private static bool TryStart(ProcessStartInfo start)
    {
        try
        {
            using var process = Process.Start(start);
            return true;
        }
        catch (Exception exception) when (exception is Win32Exception or FileNotFoundException)
        {
            return false; // A browser that can't be started counts as none.
        }
    }
}
