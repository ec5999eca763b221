using LanguageExt;
using PodioOAuth.Functional;
using PodioToken.Asking;
using PodioToken.Profiles;
using PodioToken.Reports;

namespace PodioToken.SigningIn;

/// <summary>Prevents a sign-in from replacing the login of another account unless the user wants that.</summary>
/// <param name="profile">The new profile.</param>
/// <param name="before">The owner of the previous login; null if there is none or the owner is unknown.</param>
/// <param name="isForced">Whether <c>--force</c> allows it.</param>
internal sealed class AccountGuard(Profile profile, TokenReference? before, bool isForced)
{
    private static readonly OAuthError NotTaken = OAuthError.Rejected(new ReplyFacts(400), new ServerCode("invalid_grant"));

    /// <summary>The login of another account that wasn't accepted; null for none.</summary>
    public SavedLogin? Other { get; private set; }

    /// <summary>Returns an exchange that passes on no token of another account. For the source, the code was used in vain, so it keeps the
    /// previous login.</summary>
    public TokenExchange Over(TokenExchange exchange, TimeProvider time) =>
        async (request, cancellationToken) =>
        {
            var requestedAt = time.GetUtcNow();
            var answer = await exchange(request, cancellationToken);
            if (request.Grant is AuthorizationCodeGrant && answer.Case is Token token && IsOther(token))
            {
                Other = new SavedLogin(token, requestedAt);
                return NotTaken;
            }

            return answer;
        };

    /// <summary>Asks whether the login of another account should replace the previous one.</summary>
    /// <exception cref="EndedException">The user declined.</exception>
    public async Task CheckAsync(Token token, IQuestions questions, CancellationToken cancellationToken)
    {
        if (!IsOther(token))
        {
            return;
        }

        var accounts = $"Profile {profile.Name} is signed in as {Words.Reference(before!)}, "
            + $"and this sign-in is for {Words.Reference(token.Reference)}.";
        var answer = questions.IsTerminal
            ? await questions.AskAsync($"{accounts} Replace it? (yes or no)", isSecret: false, cancellationToken)
            : null;
        if (answer?.Trim().ToLowerInvariant() is not ("y" or "yes"))
        {
            throw EndedException.Of(
                ExitCode.OtherAccount,
                $"{accounts} Nothing was changed. Use --force to replace it, or --profile to keep both.",
                new Fact("ref", ReferenceJson.Of(token.Reference)));
        }
    }

    private bool IsOther(Token token) =>
        !isForced && before is not (null or NoReference) && token.Reference is not NoReference && !token.Reference.Equals(before);
}
