namespace PodioOAuth.Functional.PodioToken.Tests.Running;

/// <summary>The tool on a terminal, which the <c>script</c> of util-linux makes: what is typed, and what is seen.</summary>
internal sealed partial class TerminalRun : IDisposable
{
    public const string Enter = "\r";
    public const string CtrlC = "\u0003";

    private static readonly TimeSpan Patience = RunningProcess.Patience;

    private readonly Process _process;
    private readonly StringBuilder _seen = new();
    private readonly Task _reading;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _from;

    private TerminalRun(Process process) => (_process, _reading) = (process, ReadAsync(process.StandardOutput));

    /// <summary>Skips where no terminal can be made; CI has to be able to.</summary>
    public static void SkipWithout()
    {
        var isThere = OperatingSystem.IsLinux() && File.Exists("/usr/bin/script");
        Assert.True(isThere || Environment.GetEnvironmentVariable("CI") != "true", "CI has to have the script of util-linux.");
        Skip.IfNot(isThere, "The terminal is made by the script of util-linux.");
    }

    /// <summary>Starts the tool.</summary>
    public static TerminalRun Start(IReadOnlyDictionary<string, string> environment, params string[] args) =>
        StartShell(environment, $"exec dotnet '{ToolProcess.Assembly}' {string.Join(' ', args.Select(arg => $"'{arg}'"))}");

    /// <summary>Starts a line of shell.</summary>
    public static TerminalRun StartShell(IReadOnlyDictionary<string, string> environment, string line)
    {
        // A runner in the background of a shell ignores SIGINT, one behind nohup SIGHUP, and so would whatever it starts.
        var start = new ProcessStartInfo(
            "env", ["--default-signal=HUP,INT,QUIT", "script", "--quiet", "--return", "--flush", "--command", line, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("BROWSER");
        start.Environment["TERM"] = "xterm";
        start.Environment["SHELL"] = "/bin/sh";
        ToolEnvironment.Give(start, environment);
        return new TerminalRun(Process.Start(start)!);
    }

    /// <summary>All that was seen so far, without the terminal's control sequences.</summary>
    public string Seen
    {
        get
        {
            lock (_seen)
            {
                return Controls().Replace(_seen.ToString(), "").Replace("\r", "", StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Whether the cursor was hidden and not shown again.</summary>
    public bool IsCursorHidden
    {
        get
        {
            lock (_seen)
            {
                var all = _seen.ToString();
                return all.LastIndexOf("\u001b[?25l", StringComparison.Ordinal) > all.LastIndexOf("\u001b[?25h", StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Waits until a text is seen, after what was waited for before, and gives all that is seen.</summary>
    public async Task<string> SeeAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var more = Volatile.Read(ref _more).Task;
            var seen = Seen;
            if (seen.IndexOf(text, Math.Min(_from, seen.Length), StringComparison.Ordinal) is var found and >= 0)
            {
                _from = found + text.Length;
                return seen;
            }

            Assert.False(_reading.IsCompleted, $"It ended before '{text}' was seen: {seen}");
            try
            {
                await Task.WhenAny(more, _reading).WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"'{text}' was not seen: {seen}");
            }
        }
    }

    public async Task TypeAsync(string keys)
    {
        await _process.StandardInput.WriteAsync(keys);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits for its end: the exit code and all that was seen.</summary>
    public async Task<(int ExitCode, string Seen)> EndAsync()
    {
        await _reading.WaitAsync(Patience);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return (_process.ExitCode, Seen);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader output)
    {
        var buffer = new char[4096];
        while (await output.ReadAsync(buffer) is var count and > 0)
        {
            lock (_seen)
            {
                _seen.Append(buffer.AsSpan(0, count));
            }

            Interlocked.Exchange(ref _more, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }

    [GeneratedRegex(@"\u001b\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Controls();
}
