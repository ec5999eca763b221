using PodioToken;
using PodioToken.Help;

namespace PodioOAuth.Functional.PodioToken.Tests.Help;

/// <summary>What the tool says of itself: on a screen, in whole words, and with what was meant by what was mistyped.</summary>
public sealed class HelpTests
{
    private const string NoType = "System.";

    public static TheoryData<string> Commands =>
    [
        "", "login", "logout", "profile", "profile use", "token", "run", "api", "whoami", "status", "profiles", "doctor", "password", "app",
        "code", "refresh", "serve", "completion", "help", "version",
    ];

    [Fact]
    public async Task Alone_it_shows_the_most_used_commands_three_examples_and_where_the_help_is()
    {
        var run = await RunAsync();
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var examples = run.Output.Split("Examples:")[1].Split('\n');
        Assert.Equal(3, examples.Count(line => line.StartsWith("  podio-token ", StringComparison.Ordinal)));
        Assert.Contains("\n  login ", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("podio-token help lists every command.\n", run.Output, StringComparison.Ordinal);
        Assert.InRange(run.Output.Count(c => c == '\n'), 8, 23);
    }

    [Fact]
    public async Task Every_command_is_on_one_screen_by_groups()
    {
        var run = await RunAsync("--help");
        var lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.InRange(lines.Length, 15, 23); // And the prompt below it.
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.All(CommandNotes.Groups, group => Assert.Contains(lines, line => line.StartsWith(group, StringComparison.Ordinal)));
        Assert.All(
            Root().Subcommands.Select(command => command.Name).Except(["help", "version"]),
            name => Assert.Matches($@"(?m)[ ,]{name}[ ,:]", run.Output));
        Assert.Equal(run.Output, (await RunAsync("help")).Output);
        Assert.Equal(run.Output, (await RunAsync("-h")).Output);
    }

    [Theory, MemberData(nameof(Commands))]
    public async Task The_help_of_a_command_is_the_same_either_way_and_has_examples_and_the_codes_that_matter(string command)
    {
        string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var run = await RunAsync(["help", .. words]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(run.Output, (await RunAsync([.. words, "--help"])).Output);
        Assert.DoesNotContain(NoType, run.Output, StringComparison.Ordinal);
        if (words is [var name] && CommandNotes.Of(name) is { } notes)
        {
            Assert.All(notes.Examples, example => Assert.Contains($"\n  {example}\n", run.Output, StringComparison.Ordinal));
            var codes = string.Join(' ', run.Output.Split("Exit codes:\n")[1].Split("\n\n")[0].Split('\n', StringSplitOptions.TrimEntries));
            Assert.Equal(notes.Codes, codes.Split(", ").Select(code => int.Parse(code.Split(' ')[0], null)));
        }
    }

    [Theory, InlineData(40), InlineData(60), InlineData(80), InlineData(200)]
    public void No_word_is_broken_at_any_width(int width)
    {
        var root = Root();
        var pages = root.Subcommands.Prepend(root).Select(command => HelpPages.Of(command, width))
            .Append(HelpPages.Overview(root, width)).Append(HelpPages.OfExitCodes(width)).Append(HelpPages.OfVariables(root, width));
        var wide = root.Subcommands.Prepend(root).Select(command => HelpPages.Of(command, int.MaxValue))
            .Append(HelpPages.Overview(root, int.MaxValue)).Append(HelpPages.OfExitCodes(int.MaxValue))
            .Append(HelpPages.OfVariables(root, int.MaxValue));
        var examples = wide.SelectMany(page => page).Where(line => line.Contains("podio", StringComparison.Ordinal))
            .Select(line => line.Trim()).ToHashSet();
        Assert.All(pages.Zip(wide, (narrow, wide) => (Narrow: narrow, Wide: wide)), page =>
        {
            Assert.Equal(Words(page.Wide), Words(page.Narrow));
            Assert.All(page.Narrow, line => Assert.True(line.Length <= width || IsWhole(line), line));
        });

        // An example is a line to copy; and there is a word that is as long as a line.
        bool IsWhole(string line) => examples.Contains(line.Trim()) || Words([line]).Any(word => word.Length > width / 3);
    }

    [Fact]
    public async Task The_whole_table_of_exit_codes_is_a_topic()
    {
        var run = await RunAsync("help", "exit-codes");
        var table = string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.All(ExitCode.All, entry => Assert.Contains($" {entry.Code} {entry.Meaning}", table, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_variable_is_a_topic()
    {
        var run = await RunAsync("help", "environment");
        string[] names =
        [
            "BROWSER", "PODIO_ACCESS_TOKEN", "PODIO_APP_ID", "PODIO_APP_TOKEN", "PODIO_CLIENT_ID", "PODIO_CLIENT_SECRET", "PODIO_CODE",
            "PODIO_PASSWORD", "PODIO_REDIRECT_URI", "PODIO_REFRESH_TOKEN", "PODIO_TOKEN_HOME", "PODIO_TOKEN_PROFILE", "PODIO_TOKEN_STORE",
            "PODIO_URL", "PODIO_USERNAME",
        ];
        Assert.Equal(names, run.Output.Split('\n').Skip(1).Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' ')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]));
    }

    [Theory]
    [InlineData("There is no command 'logn'. Did you mean 'login'?", "podio-token", "logn")]
    [InlineData("There is no command 'stat'. Did you mean 'status'?", "podio-token", "stat")]
    [InlineData("There is no command 'xyzzy'.", "podio-token", "xyzzy", "--port", "1")]
    [InlineData("There is no command 'us'. Did you mean 'use'?", "podio-token profile", "profile", "us")]
    [InlineData("podio-token login has no option '--prot'. Did you mean '--port'?", "podio-token login", "login", "--prot", "3")]
    [InlineData("podio-token status has no option '--alll'. Did you mean '--all'?", "podio-token status", "status", "--alll")]
    [InlineData("podio-token app doesn't take 'argument'.", "podio-token app", "app", "argument")]
    [InlineData("There is no help for 'exit-code'. Did you mean 'exit-codes'?", "podio-token help", "help", "exit-code")]
    [InlineData("--port must be a number from 0 to 65535.", "podio-token serve", "serve", "--port", "http")]
    [InlineData("--port must be a number from 0 to 65535.", "podio-token login", "login", "--port", "65536")]
    [InlineData("--timeout must be a number from 1 to 86400.", "podio-token login", "login", "--timeout", "5m")]
    public async Task A_misspelled_command_is_reported_with_a_suggestion(string sentence, string command, params string[] args)
    {
        var run = await RunAsync(args);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Equal($"podio-token: {sentence}\npodio-token: Usage: {command} --help\n", run.Error);
    }

    [Theory, InlineData("refresh", "--json"), InlineData("token", "--json", "--nope"), InlineData("logn", "--json")]
    public async Task For_programs_a_bad_command_line_is_an_object(params string[] args)
    {
        var run = await RunAsync(args);
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        var json = JsonElement.Parse(run.Output);
        Assert.Equal("usage", json.GetProperty("outcome").GetString());
        Assert.Contains("Usage: podio-token", json.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_is_a_command_too()
    {
        var run = await RunAsync("version");
        Assert.Equal((0, "podio-token 0.1.0\n"), (run.ExitCode, run.Output));
    }

    private static string[] Words(IEnumerable<string> lines) =>
        [.. lines.SelectMany(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))];

    private static RootCommand Root() => PodioTokenCommand.Create(
        new Surroundings(_ => null, TimeProvider.System, Questions.None, new BrowserThat(_ => false)));

    private static Task<ToolRun> RunAsync(params string[] args) => ToolRun.OfAsync(new Dictionary<string, string>(), args);
}
