using PodioOAuth.Functional;
using PodioToken.Asking;
using PodioToken.Reports;
using PodioToken.Saving;
using PodioToken.SigningIn;
using Spectre.Console;

namespace PodioToken.Commands;

/// <summary>Requests a token, saves it if requested, and only then reports it. Returns the exit code.</summary>
/// <param name="path">Where to save, or null.</param>
/// <param name="error">The console for messages that aren't the exchange's outcome.</param>
/// <param name="report">The report of the outcome.</param>
/// <param name="person">Who is asked for a second factor, or null.</param>
/// <param name="time">The clock.</param>
internal sealed class SavedExchange(string? path, IAnsiConsole error, IReport report, IQuestions? person, TimeProvider time)
{
    public async Task<int> RunAsync(Transport podio, TokenRequest request, CancellationToken cancellationToken)
    {
        TokenFile? file;
        try
        {
            file = path is null ? null : TokenFile.Prepare(path);
        }
        catch (Exception exception) when (TokenFile.IsFailure(exception))
        {
            return report.Ended(
                ExitCode.NotSaved, $"Nothing was sent because the token couldn't be saved to {path}: {exception.Message}");
        }

        using (file)
        {
            var requestedAt = time.GetUtcNow();
            var result = await Awaiting(podio, request.Grant).RequestAsync(request, person, error, cancellationToken);
            return result.Match(
                Right: token => Keep(GoOn(request.Grant, token), file, requestedAt, cancellationToken),
                Left: reason => Fail(reason, request));
        }
    }

    public int Fail(OAuthError reason, TokenRequest request)
    {
        report.Failed(reason, request.Grant);
        return ExitCode.Of(reason);
    }

    // A stop must not lose what is granted for a code or a refresh token, which the request uses up. Only a file could keep it.
    private Transport Awaiting(Transport podio, Grant grant)
    {
        if (path is null || grant is not (AuthorizationCodeGrant or RefreshTokenGrant))
        {
            return podio;
        }

        return (form, stop) =>
        {
            stop.ThrowIfCancellationRequested();
            return LateStop.WaitAsync(podio(form, CancellationToken.None), time, stop);
        };
    }

    // If a reply contains no refresh token, the old one stays valid (RFC 6749 §6, PODIO 7.1).
    private static Token GoOn(Grant grant, Token token) =>
        grant is RefreshTokenGrant spent ? token with { RefreshToken = token.RefreshToken ?? spent.RefreshToken } : token;

    // Nothing is canceled from here on: a late Ctrl-C must not lose what the server granted.
    private int Keep(Token token, TokenFile? file, DateTimeOffset requestedAt, CancellationToken cancellationToken)
    {
        try
        {
            file?.Save(token, requestedAt);
        }
        catch (NotSavedException exception)
        {
            return report.Ended(ExitCode.NotSaved, exception.Draft is { } draft
                ? $"The token was granted, but couldn't be saved to {path}: {exception.Message} It was saved to {draft}."
                : $"The token was granted, but couldn't be saved to {path} and is lost: {exception.Message}");
        }

        if (file is not null && cancellationToken.IsCancellationRequested)
        {
            error.WriteError($"The token was granted before the request could be stopped. It was saved to {file.Path}.");
            return ExitCode.Stopped;
        }

        report.Granted(token, file?.Path);
        return ExitCode.Done;
    }
}
