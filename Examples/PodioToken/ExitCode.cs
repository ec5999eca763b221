using PodioOAuth.Functional;

namespace PodioToken;

/// <summary>The exit codes, each with its meaning for <c>--help</c>.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int CommandLine = 1;
    public const int Environment = 2;
    public const int NotSaved = 3;
    public const int NotTold = 4;
    public const int InvalidInput = 10;
    public const int Unreachable = 11;
    public const int Rejected = 12;
    public const int RateLimited = 13;
    public const int SecondFactor = 14;
    public const int Unavailable = 15;
    public const int Malformed = 16;
    public const int Stopped = 130;

    /// <summary>Every code with its meaning.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Done, "a token was granted, and saved where --save was given"),
        (CommandLine, "usage: the command line is not valid, or serve cannot listen on the port"),
        (Environment, "usage: an environment variable is missing"),
        (NotSaved, "the token could not be saved; standard error says whether the request was sent"),
        (NotTold, "standard output or standard error could not be written to, after all else was done"),
        (InvalidInput, "invalid_input: a value is not valid; nothing was sent"),
        (Unreachable, "unreachable: no reply, or not a whole one"),
        (Rejected, "rejected: Podio said no"),
        (RateLimited, "rate_limited: too many calls"),
        (SecondFactor, "second_factor: the account needs a one-time code"),
        (Unavailable, "unavailable: Podio is down"),
        (Malformed, "malformed: the reply could not be understood"),
        (Stopped, "stopped by Ctrl-C or by SIGTERM"),
    ];

    public static int Of(OAuthError error) => error.Match(
        invalidInput: _ => InvalidInput,
        unreachable: _ => Unreachable,
        rejected: _ => Rejected,
        rateLimited: _ => RateLimited,
        secondFactorRequired: _ => SecondFactor,
        unavailable: _ => Unavailable,
        malformedReply: _ => Malformed);
}
