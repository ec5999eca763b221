using System.Text.RegularExpressions;
using PodioOAuth.Functional;
using PodioToken.Reports;

namespace PodioToken.SigningIn;

/// <summary>Interprets the callback.</summary>
internal static partial class Answers
{
    /// <summary>Parses what a person pasted: a whole address, or only its query.</summary>
    public static AuthorizationCallback OfPasted(Secret state, string pasted) => pasted.Contains("://", StringComparison.Ordinal)
        ? AuthorizationCallback.ParseAddress(state, pasted)
        : AuthorizationCallback.Parse(state, pasted[(pasted.IndexOf('?', StringComparison.Ordinal) + 1)..].Trim(), fragment: null);

    /// <summary>Whether the text can be a callback at all, rather than something pasted by mistake.</summary>
    public static bool IsAnswer(string pasted) => Parameter().IsMatch(pasted);

    /// <summary>The code.</summary>
    /// <exception cref="EndedException">The callback contains no code.</exception>
    public static Secret CodeOf(AuthorizationCallback callback) => callback.Match(
        grantedCode: granted => granted.Code,
        grantedToken: _ => throw EndedException.Of(ExitCode.MalformedCallback, "Podio returned a token although a code was requested."),
        denied: denied => throw EndedException.Of(ExitCode.Denied, denied.Describe()),
        rejected: it => throw EndedException.Of(ExitCode.SignInRejected, it.Describe(), new Fact("code", it.Code.ToString())),
        forged: forged => throw EndedException.Of(ExitCode.Forged, forged.Describe()),
        malformed: malformed => throw EndedException.Of(ExitCode.MalformedCallback, malformed.Describe()));

    [GeneratedRegex("(^|[?&#])(code|error|access_token)=")]
    private static partial Regex Parameter();
}
