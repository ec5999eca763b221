using PodioToken;

namespace PodioOAuth.Functional.PodioToken.Tests.Commands;

/// <summary>The exit codes: one for each way to fail, and the guide's table of them.</summary>
public sealed class ExitCodeTests
{
    [Fact]
    public void Every_error_of_the_library_has_a_code_of_its_own()
    {
        TokenSourceError[] errors =
        [
            TokenSourceError.Exchange(OAuthError.InvalidInput([new FieldError("code", FieldProblem.Empty, "It is empty.")])),
            TokenSourceError.Exchange(OAuthError.Unreachable(UnreachableReason.Other, mayHaveBeenProcessed: false)),
            TokenSourceError.SignInAgain(SignInReason.NoLogin),
            TokenSourceError.CoolingDown(DateTimeOffset.UnixEpoch),
            TokenSourceError.Store(StoreProblem.Unreadable, "there"),
            TokenSourceError.Store(StoreProblem.Torn, "there"),
            TokenSourceError.Store(StoreProblem.Foreign, "there"),
            TokenSourceError.LockLost,
            TokenSourceError.Undecided(DateTimeOffset.UnixEpoch),
        ];
        Assert.Equal([10, 11, 20, 21, 22, 25, 26, 23, 24], errors.Select(ExitCode.Of));
        Assert.Equal(ExitCode.All.Count, ExitCode.All.Select(entry => entry.Code).Distinct().Count());
    }

    [Fact]
    public void The_guide_has_the_same_table()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "PodioToken.README.md"));
        var table = lines.SkipWhile(line => line != "| exit code | outcome | |").Skip(2).TakeWhile(line => line.StartsWith('|'));
        Assert.Equal(ExitCode.All.Select(entry => Row(entry.Code, entry.Meaning)), table);
    }

    [Fact]
    public void The_README_lists_the_exit_codes_of_doctor_correctly()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "PodioToken.README.md"));
        var findings = lines.SkipWhile(line => !line.StartsWith("| finding |", StringComparison.Ordinal)).Skip(3)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToArray();
        Assert.Equal(11, findings.Length);
        Assert.All(findings, cells => Assert.Equal($"`{ExitCode.WordOf(int.Parse(cells[2], CultureInfo.InvariantCulture))}`", cells[1]));
    }

    private static string Row(int code, string meaning) =>
        meaning.Split(": ") is [var word, var text] && !word.Contains(' ', StringComparison.Ordinal)
        ? $"| {code} | `{word}` | {text} |"
        : $"| {code} | | {meaning} |";
}
