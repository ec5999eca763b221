using System.Text.RegularExpressions;
using PodioOAuth.Functional;
using PodioToken.Reports;

namespace PodioToken.SigningIn;

/// <summary>What the answer of Podio's page comes to.</summary>
internal static partial class Answers
{
    /// <summary>Reads what a person pasted: a whole address, or no more than its query.</summary>
    public static AuthorizationCallback OfPasted(Secret state, string pasted) => pasted.Contains("://", StringComparison.Ordinal)
        ? AuthorizationCallback.ParseAddress(state, pasted)
        : AuthorizationCallback.Parse(state, pasted[(pasted.IndexOf('?', StringComparison.Ordinal) + 1)..].Trim(), fragment: null);

    /// <summary>Whether it may be an answer of Podio's page at all, rather than the wrong thing pasted.</summary>
    public static bool IsAnswer(string pasted) => Parameter().IsMatch(pasted);

    /// <summary>The code.</summary>
    /// <exception cref="EndedException">There is none.</exception>
    public static Secret CodeOf(AuthorizationCallback callback) => callback.Match(
        grantedCode: granted => granted.Code,
        grantedToken: _ => throw EndedException.Of(ExitCode.MalformedCallback, "Podio returned a token although a code was requested."),
        denied: denied => throw EndedException.Of(ExitCode.Denied, denied.Describe()),
        rejected: refused => throw EndedException.Of(ExitCode.Refused, refused.Describe(), new Fact("code", refused.Code.ToString())),
        forged: forged => throw EndedException.Of(ExitCode.Forged, forged.Describe()),
        malformed: malformed => throw EndedException.Of(ExitCode.MalformedCallback, malformed.Describe()));

    [GeneratedRegex("(^|[?&#])(code|error|access_token)=")]
    private static partial Regex Parameter();
}
