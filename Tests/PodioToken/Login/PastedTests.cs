namespace PodioOAuth.Functional.PodioToken.Tests.Login;

/// <summary><c>login --no-browser</c>: the person brings the address at which the browser ended.</summary>
public sealed class PastedTests : InHome
{
    [Theory]
    [InlineData("whole", 0), InlineData("path and query", 0), InlineData("query", 0)]
    [InlineData("forged", 32), InlineData("twice", 33)]
    public async Task What_was_pasted_is_read(string what, int code)
    {
        var (run, person) = await PasteAsync(what);
        Assert.Equal(code, run.ExitCode);
        Assert.True(person.WasSecret);
        Assert.Equal(code == 0, File.Exists(Home.ProfileFile()));
    }

    [Fact]
    public async Task An_invalid_answer_is_requested_again()
    {
        var (run, _) = await PasteAsync("nonsense", "whole");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Paste it again.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_terminal_to_paste_into_it_exits_with_2()
    {
        var run = await Home.RunAsync("login", "--no-browser");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("redirect_uri=http%3A%2F%2Flocalhost%2Fcallback&", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task If_nothing_is_pasted_in_time_it_exits_with_34()
    {
        var person = new Sleeper(() => Home.Time.Advance(TimeSpan.FromSeconds(11)));
        var run = await Home.RunAsync(person, "login", "--no-browser", "--timeout", "10");
        Assert.Equal(34, run.ExitCode);
    }

    private async Task<(ToolRun Run, Paster Person)> PasteAsync(params string[] what)
    {
        using var error = new StringWriter();
        var person = new Paster(error, what);
        var run = await ToolRun.OfAsync(
            Home.Environment, ["login", "--no-browser"], Home.Time, new StringWriter(), error, person, null, CancellationToken.None);
        return (run, person);
    }

    /// <summary>A person who takes a while.</summary>
    private sealed class Sleeper(Action asleep) : IQuestions
    {
        public bool IsTerminal => true;

        public async Task<string?> AskAsync(string question, bool isSecret, CancellationToken cancellationToken)
        {
            asleep();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return null;
        }
    }

    /// <summary>A person who goes to the address that was printed, and pastes what came of it.</summary>
    private sealed class Paster(StringWriter error, params string[] what) : IQuestions
    {
        private readonly Queue<string> _what = new(what);

        public bool IsTerminal => true;

        public bool WasSecret { get; private set; }

        public async Task<string?> AskAsync(string question, bool isSecret, CancellationToken cancellationToken)
        {
            WasSecret = isSecret;
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
            var reply = await client.GetAsync(new Uri(error.ToString().Split('\n')[2]), cancellationToken);
            var ended = reply.Headers.Location!;
            return _what.Dequeue() switch
            {
                "whole" => ended.AbsoluteUri,
                "path and query" => ended.PathAndQuery,
                "query" => ended.Query[1..],
                "twice" => $"{ended.AbsoluteUri}&{ended.Query[1..]}",
                "forged" => "http://localhost/callback?code=made-up&state=00",
                _ => "I am signed in",
            };
        }
    }
}
