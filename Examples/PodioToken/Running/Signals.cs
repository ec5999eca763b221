using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PodioToken.Running;

/// <summary>The signals to this process. They stop it until there is a child process, and are left to the child from then on.</summary>
/// <remarks>If both share a terminal, Ctrl-C and Ctrl-\ reach both, also on Windows: these are only ignored here. A signal that was sent
/// only to this process, for example by a service manager, is forwarded.</remarks>
internal sealed class Signals : IDisposable
{
    private static readonly (PosixSignal Signal, int Number)[] Known =
        [(PosixSignal.SIGINT, 2), (PosixSignal.SIGTERM, 15), (PosixSignal.SIGHUP, 1), (PosixSignal.SIGQUIT, 3)];

    private readonly CancellationTokenSource _stopped = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Lock _lock = new();
    private Process? _child;
    private PosixSignal? _early;

    public Signals() => _registrations = [.. Known.Select(known => PosixSignalRegistration.Create(known.Signal, context =>
    {
        context.Cancel = true;
        Receive(known.Signal);
    }))];

    /// <summary>Whether a signal arrived before the child process started.</summary>
    public CancellationToken Stopped => _stopped.Token;

    /// <summary>Forwards signals to the child from now on, including one that arrived while it was being started.</summary>
    public void PassTo(Process child)
    {
        lock (_lock)
        {
            _child = child;
            if (_early is { } signal)
            {
                Send(child, signal);
            }
        }
    }

    /// <summary>Handles a signal.</summary>
    internal void Receive(PosixSignal signal)
    {
        lock (_lock)
        {
            if (_child is null)
            {
                _early ??= signal;
                _stopped.Cancel();
            }
            else if (!IsOfTerminal(signal))
            {
                Send(_child, signal);
            }
        }
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stopped.Dispose();
    }

    private static bool IsOfTerminal(PosixSignal signal) =>
        OperatingSystem.IsWindows() || (signal is PosixSignal.SIGINT or PosixSignal.SIGQUIT && !Console.IsInputRedirected);

    private static void Send(Process child, PosixSignal signal)
    {
        if (!OperatingSystem.IsWindows() && !child.HasExited)
        {
            _ = Kill(child.Id, Known.Single(known => known.Signal == signal).Number); // A child that has just ended needs no signal.
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
