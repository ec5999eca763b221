namespace PodioToken.Help;

// CommandNotes = Group × Summary × Examples × ExitCodes

/// <summary>The help of a command apart from its options.</summary>
/// <param name="Group">The heading in the overview.</param>
/// <param name="Summary">The description in one line of the overview.</param>
/// <param name="Examples">Command lines, most used first.</param>
/// <param name="Codes">The exit codes that matter to a script. <c>help exit-codes</c> lists all of them.</param>
internal sealed record CommandNotes(
    string Group, string Summary, IReadOnlyList<string> Examples, IReadOnlyList<int> Codes)
{
    public const string SignIn = "Sign in";
    public const string Use = "Use";
    public const string Look = "Look";
    public const string OneToken = "One token";
    public const string Develop = "Develop";

    private static readonly int[] OfGrant =
        [ExitCode.Done, ExitCode.Environment, ExitCode.NotSaved, ExitCode.Unreachable, ExitCode.Rejected];

    private static readonly int[] OfToken =
        [ExitCode.Done, ExitCode.Unreachable, ExitCode.Rejected, ExitCode.SignInAgain, ExitCode.NoProfile];

    private static readonly Dictionary<string, CommandNotes> ByName = new()
    {
        ["login"] = new(
            SignIn, "Sign in to Podio, and save the login as a profile",
            [
                "podio-token login --profile work",
                "podio-token login --no-browser",
                "podio-token login --grant app --profile robot",
            ],
            [ExitCode.Done, ExitCode.Environment, ExitCode.Rejected, ExitCode.Denied, ExitCode.Timeout]),
        ["logout"] = new(
            SignIn, "Revoke the grant at Podio, and remove the login here",
            ["podio-token logout --profile work"],
            [ExitCode.Done, ExitCode.NotEnded, ExitCode.NotRemoved, ExitCode.NeitherEndedNorRemoved]),
        ["profile"] = new(
            SignIn,
            "Show the profile in use, or choose another one",
            ["podio-token profile use work"],
            [ExitCode.Done, ExitCode.NoProfile]),
        ["token"] = new(
            Use, "Print a fresh access token",
            [
                "podio-token token --header | curl -H @- https://api.podio.com/user/status",
                "TOKEN=$(podio-token token --profile work)",
            ],
            OfToken),
        ["run"] = new(
            Use,
            "Run a program with the token in its environment",
            ["podio-token run -- python report.py", "podio-token run -p work -- make"],
            [ExitCode.SignInAgain, ExitCode.NoProfile, ExitCode.NoProgram]),
        ["api"] = new(
            Use,
            "Call Podio's API with the token, and print the reply",
            ["podio-token api user/status", "podio-token api item/app/42/filter/ --input filter.json"],
            [ExitCode.Done, ExitCode.Unreachable, ExitCode.Rejected, ExitCode.RateLimited, ExitCode.Unavailable]),
        ["whoami"] = new(Look, "Ask Podio whose token it is and what it may access", ["podio-token whoami"], OfToken),
        ["status"] = new(
            Look,
            "Show a profile's saved login and expiry (offline)",
            ["podio-token status --json"], [ExitCode.Done, ExitCode.SignInAgain, ExitCode.NoProfile]),
        ["profiles"] = new(Look, "List the profiles; the one in use is marked", ["podio-token profiles"], [ExitCode.Done]),
        ["doctor"] = new(
            Look, "Find out what is wrong and how to fix it",
            ["podio-token doctor", "podio-token doctor --capture podio.json"],
            [ExitCode.Done, ExitCode.SignInAgain, ExitCode.Store, ExitCode.Undecided, ExitCode.Torn, ExitCode.Permissions]),
        ["password"] = new(OneToken, "Use an email address and a password", ["podio-token password --save token.json"], OfGrant),
        ["app"] = new(OneToken, "Use an app ID and app token", ["podio-token app --json"], OfGrant),
        ["code"] = new(OneToken, "Use an authorization code", ["PODIO_CODE=… podio-token code --save token.json"], OfGrant),
        ["refresh"] = new(OneToken, "Use a refresh token", ["PODIO_REFRESH_TOKEN=… podio-token refresh --save token.json"], OfGrant),
        ["serve"] = new(
            Develop, "Serve a local Podio with made-up accounts to try it on",
            ["podio-token serve > podio.env", "set -a; . ./podio.env; set +a"],
            [ExitCode.CommandLine, ExitCode.Stopped]),
        ["completion"] = new(
            Develop, "Print the completion script of a shell",
            ["podio-token completion bash > ~/.local/share/bash-completion/completions/podio-token"],
            [ExitCode.Done, ExitCode.CommandLine]),
    };

    /// <summary>The headings, in order.</summary>
    public static IReadOnlyList<string> Groups { get; } = [SignIn, Use, Look, OneToken, Develop];

    /// <summary>Returns the notes of a command; null for an unlisted one, such as <c>help</c>.</summary>
    /// <param name="command">The name of a command below the root.</param>
    public static CommandNotes? Of(string command) => ByName.GetValueOrDefault(command);
}
