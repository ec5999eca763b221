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
    public const int SignInAgain = 20;
    public const int CoolingDown = 21;
    public const int Store = 22;
    public const int LockLost = 23;
    public const int Undecided = 24;
    public const int Torn = 25;
    public const int Foreign = 26;
    public const int Permissions = 27;
    public const int Leftover = 28;
    public const int Denied = 30;
    public const int SignInRejected = 31;
    public const int Forged = 32;
    public const int MalformedCallback = 33;
    public const int Timeout = 34;
    public const int CannotListen = 35;
    public const int NotEnded = 36;
    public const int NotRemoved = 37;
    public const int NeitherEndedNorRemoved = 38;
    public const int NoProfile = 40;
    public const int OtherAccount = 41;
    public const int NoProgram = 127;
    public const int Stopped = 130;

    /// <summary>Every code with its meaning, which starts with the word for programs if the code has one.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Done, "done; a requested token was granted, and saved if --save was given"),
        (CommandLine, "usage: the command line is invalid, or serve can't listen on the port"),
        (Environment, "usage: a value is missing from the environment, and there is no terminal to ask on"),
        (NotSaved, "not_saved: the token couldn't be saved; standard error says whether the request was sent"),
        (NotTold, "the command completed, but its output couldn't be written"),
        (InvalidInput, "invalid_input: a value is invalid; nothing was sent"),
        (Unreachable, "unreachable: no complete reply arrived"),
        (Rejected, "rejected: Podio rejected the request"),
        (RateLimited, "rate_limited: too many requests"),
        (SecondFactor, "second_factor: the account needs a one-time code"),
        (Unavailable, "unavailable: Podio is down"),
        (Malformed, "malformed: the reply couldn't be parsed"),
        (SignInAgain, "sign_in_again: there is no valid login; see podio-token login"),
        (CoolingDown, "cooling_down: a cool-down is in effect, and nothing is sent until it ends"),
        (Store, "store: the place where logins are saved can't be read or written"),
        (LockLost, "lock_lost: another process has held the login for too long"),
        (Undecided, "undecided: a reply was lost, or a process was killed before it recorded the reply"),
        (Torn, "torn: saved data is damaged; see podio-token doctor"),
        (Foreign, "foreign: saved data is of another kind or version; see podio-token doctor"),
        (Permissions, "permissions: other users can read or change saved data; see podio-token doctor"),
        (Leftover, "leftover: a saved login belongs to no profile; see podio-token doctor"),
        (Denied, "denied: the user denied access"),
        (SignInRejected, "sign_in_rejected: Podio rejected the sign-in on its page"),
        (Forged, "forged: the pasted address belongs to another sign-in"),
        (MalformedCallback, "malformed_callback: the callback from Podio's page is invalid"),
        (Timeout, "timeout: the browser didn't come back in time"),
        (CannotListen, "cannot_listen: the port for the callback is in use or not permitted"),
        (NotEnded, "not_ended: removed here, but the grant couldn't be revoked at Podio"),
        (NotRemoved, "not_removed: revoked at Podio, but the login couldn't be removed here"),
        (NeitherEndedNorRemoved, "neither: neither revoked at Podio nor removed here"),
        (NoProfile, "no_profile: there is no profile of that name"),
        (OtherAccount, "other_account: the sign-in was for a different account than the profile's; nothing changed; see login --force"),
        (NoProgram, "no_program: run couldn't find or start the program; otherwise the exit code is that of the program"),
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

    public static int Of(TokenSourceError error) => error.Match(
        exchange: e => Of(e.Error),
        signInAgain: _ => SignInAgain,
        coolingDown: _ => CoolingDown,
        store: e => e.Problem switch
        {
            StoreProblem.Torn => Torn,
            StoreProblem.Foreign => Foreign,
            _ => Store,
        },
        lockLost: _ => LockLost,
        undecided: _ => Undecided);

    /// <summary>The word for programs, which the code's meaning starts with.</summary>
    public static string WordOf(int code) => All.Single(entry => entry.Code == code).Meaning.Split(':')[0];
}
