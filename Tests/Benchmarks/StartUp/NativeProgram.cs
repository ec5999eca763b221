using System.Diagnostics;
using System.Runtime.InteropServices;
using PodioOAuth.Functional.Support;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>The program of <see cref="FirstTokenProgram"/>, published with Native AOT, with one of its two ways and nothing of the other.
/// Needs clang or gcc; takes a minute.</summary>
internal sealed class NativeProgram
{
    private readonly string _file;

    private NativeProgram(string file) => _file = file;

    internal static NativeProgram Publish(string way)
    {
        var folder = Path.Combine(Checkout.Root, "artifacts", "first-token", way);
        var linker = File.Exists("/usr/bin/clang") ? "clang" : "gcc";
        string[] arguments =
        [
            "publish", Path.Combine(Checkout.Root, "Tests", "Benchmarks.Native"), "-c", "Release", "-o", folder, "--nologo", "-v", "q",
            "-r", RuntimeInformation.RuntimeIdentifier, "-p:IsNative=true", $"-p:IsPeer={way == FirstTokenProgram.Peer}",
            .. OperatingSystem.IsWindows() ? Array.Empty<string>() : [$"-p:CppCompilerAndLinker={linker}"],
        ];
        using var publish = Process.Start(new ProcessStartInfo(ThisProgram.Host, arguments) { RedirectStandardOutput = true })!;
        var said = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        return publish.ExitCode == 0
            ? new NativeProgram(Path.Combine(folder, OperatingSystem.IsWindows() ? "first-token.exe" : "first-token"))
            : throw new InvalidOperationException($"A native program was not published:\n{said}");
    }

    internal Process Start(Uri podio) =>
        Process.Start(new ProcessStartInfo(_file, [podio.AbsoluteUri]) { RedirectStandardOutput = true })!;
}
