using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PodioToken.Running;

/// <summary>The signals to this process. They stop it until there is a child process, and are left to the child from then on.</summary>
/// <remarks>If both are in the foreground of a terminal, Ctrl-C and Ctrl-\ reach both, also on Windows: these are only ignored here. A
/// signal that was sent only to this process, for example by a service manager, is forwarded.</remarks>
internal sealed class Signals : IDisposable
{
    private static readonly (PosixSignal Signal, int Number)[] Known =
        [(PosixSignal.SIGINT, 2), (PosixSignal.SIGTERM, 15), (PosixSignal.SIGHUP, 1), (PosixSignal.SIGQUIT, 3)];

    private readonly CancellationTokenSource _stopped = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Lock _lock = new();
    private readonly Func<bool> _isInForeground;
    private bool _isStarting;
    private bool _startsInForeground;
    private bool _isOver;
    private Process? _child;
    private PosixSignal? _early;

    /// <param name="isInForeground">Whether a terminal's Ctrl-C reaches this process and its child. Asked when the child is
    /// started and when a signal arrives: a shell may move both to or from the background, also because of the signal itself.</param>
    public Signals(Func<bool> isInForeground)
    {
        _isInForeground = isInForeground;
        _registrations = [.. Known.Select(known => PosixSignalRegistration.Create(known.Signal, context =>
        {
            context.Cancel = true;
            Receive(known.Signal);
        }))];
    }

    /// <summary>Whether a signal arrived before the child process started.</summary>
    public CancellationToken Stopped => _stopped.Token;

    /// <summary>Called before the child process is started: a signal of the terminal may reach it from now on, before it is known here, and
    /// is left to it. One that comes just before the child exists reaches nobody, and has to be repeated: twice would be worse, because
    /// many programs take a second Ctrl-C as an order to give up their work.</summary>
    public void BeforeStart()
    {
        lock (_lock)
        {
            _isStarting = true;
            _startsInForeground = !OperatingSystem.IsWindows() && _isInForeground();
        }
    }

    /// <summary>Forwards signals to the child from now on, including one that arrived while it was being started and isn't the
    /// terminal's. The child is disposed with this, because a signal may still arrive after its end.</summary>
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
            if (_isOver || (_isStarting && IsOfTerminal(signal)))
            {
                return;
            }

            if (_child is not null)
            {
                Send(_child, signal);
            }
            else
            {
                _early ??= signal;
                _stopped.Cancel();
            }
        }
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        // A handler may still run: on its thread, an exception would end the process.
        lock (_lock)
        {
            _isOver = true;
            _child?.Dispose();
            _stopped.Dispose();
        }
    }

    private bool IsOfTerminal(PosixSignal signal) =>
        OperatingSystem.IsWindows()
        || (signal is PosixSignal.SIGINT or PosixSignal.SIGQUIT && (_startsInForeground || _isInForeground()));

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
