using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PodioToken.Running;

/// <summary>The signals to this process: until there is a child they stop it, from then on they are the child's to act upon.</summary>
/// <remarks>Where the two share a terminal, Ctrl-C and Ctrl-\ reach both already, and on Windows likewise: those are only survived here.
/// What was sent to this process alone, as by a service manager, is passed on.</remarks>
internal sealed class Signals : IDisposable
{
    private static readonly (PosixSignal Signal, int Number)[] Known =
        [(PosixSignal.SIGINT, 2), (PosixSignal.SIGTERM, 15), (PosixSignal.SIGHUP, 1), (PosixSignal.SIGQUIT, 3)];

    private readonly CancellationTokenSource _stopped = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Lock _lock = new();
    private Process? _child;

    public Signals() => _registrations =
        [.. Known.Select(known => PosixSignalRegistration.Create(known.Signal, context => On(context, known.Number)))];

    /// <summary>A signal came before there was a child.</summary>
    public CancellationToken Stopped => _stopped.Token;

    /// <summary>From now on they are the child's.</summary>
    public void PassTo(Process child)
    {
        lock (_lock)
        {
            _child = child;
            if (_stopped.IsCancellationRequested)
            {
                Send(child, Known[0].Number);
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

    private void On(PosixSignalContext context, int number)
    {
        context.Cancel = true;
        lock (_lock)
        {
            if (_child is null)
            {
                _stopped.Cancel();
            }
            else if (!IsOfTerminal(context.Signal))
            {
                Send(_child, number);
            }
        }
    }

    private static bool IsOfTerminal(PosixSignal signal) =>
        OperatingSystem.IsWindows() || (signal is PosixSignal.SIGINT or PosixSignal.SIGQUIT && !Console.IsInputRedirected);

    private static void Send(Process child, int number)
    {
        if (!OperatingSystem.IsWindows() && !child.HasExited)
        {
            _ = Kill(child.Id, number); // One that has just ended needs none.
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
