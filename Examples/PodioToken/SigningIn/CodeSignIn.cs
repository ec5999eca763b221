using System.Globalization;
using System.Security.Cryptography;
using PodioOAuth.Functional;
using PodioToken.Commands;
using PodioToken.Profiles;
using PodioToken.Reports;
using Spectre.Console;
using Profile = PodioToken.Profiles.Profile;

namespace PodioToken.SigningIn;

/// <summary>The authorize step: sends a person to Podio's page, and gets the code from the callback.</summary>
internal sealed class CodeSignIn(Profile profile, RedirectAddress redirect, TimeSpan timeout, Surroundings surroundings, Teller teller)
{
    private readonly Secret _state = RandomNumberGenerator.GetHexString(64, lowercase: true); // 256 bits.

    /// <summary>Signs in with a browser on this machine, and listens for the callback.</summary>
    /// <param name="exchange">Exchanges code and redirect URI for a token; the browser shows the result.</param>
    /// <param name="cancellationToken">Cancels the operation until there is a code.</param>
    /// <exception cref="EndedException">There is no token.</exception>
    public async Task<Token> ByBrowserAsync(Func<Secret, string, Task<Token>> exchange, CancellationToken cancellationToken)
    {
        await using var listener = await ListenAsync(cancellationToken);
        var address = AddressFor(listener.RedirectUri);
        var isSignedIn = false;
        try
        {
            var code = Answers.CodeOf(await WaitAsync(listener, address, cancellationToken));
            var token = await exchange(code, listener.RedirectUri);
            isSignedIn = true;
            return token;
        }
        finally
        {
            await listener.ShowAsync(isSignedIn, surroundings.Time, cancellationToken);
        }
    }

    /// <summary>Signs in with a browser anywhere: the person pastes the address that it ends up at.</summary>
    /// <param name="exchange">Exchanges code and redirect URI for a token.</param>
    /// <param name="cancellationToken">Cancels the operation until there is a code.</param>
    /// <exception cref="EndedException">There is no token.</exception>
    public async Task<Token> ByPastingAsync(Func<Secret, string, Task<Token>> exchange, CancellationToken cancellationToken)
    {
        var redirectUri = redirect.On(redirect.Port);
        Show("Open this address in a browser:", AddressFor(redirectUri));
        teller.Error.WriteLine("Then paste the address that the browser ends up at, even if it can't show the page. Your input is hidden.");
        using var limit = new CancellationTokenSource(timeout, surroundings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        string? pasted;
        try
        {
            pasted = await surroundings.Questions.AskAsync("Address", isSecret: true, either.Token);
            while (pasted is not null && !Answers.IsAnswer(pasted))
            {
                teller.Warn("That isn't the address that the browser ended up at, which contains a code. Paste it again.");
                pasted = await surroundings.Questions.AskAsync("Address", isSecret: true, either.Token);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw TooLate();
        }

        return pasted is null
            ? throw EndedException.Of(ExitCode.Environment, "There is no terminal to paste the address into.")
            : await exchange(Answers.CodeOf(Answers.OfPasted(_state, pasted)), redirectUri);
    }

    private async Task<CallbackListener> ListenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await CallbackListener.StartAsync(redirect, _state, teller.Warn, cancellationToken);
        }
        catch (IOException exception)
        {
            throw EndedException.Of(ExitCode.CannotListen, string.Create(
                CultureInfo.InvariantCulture, $"Can't listen on port {redirect.Port} for the callback: {exception.Message}"));
        }
    }

    private async Task<AuthorizationCallback> WaitAsync(CallbackListener listener, Uri address, CancellationToken cancellationToken)
    {
        using var start = StartFile.Create(surroundings.Folders.SignIns, address, surroundings.Time);
        try
        {
            return await listener.WaitAsync(
                open: () =>
                {
                    Show(
                        surroundings.Browser.TryOpen(start.Address)
                            ? "Opening the browser. If it doesn't open, or shows an error, go to:"
                            : "No browser can be opened from here. Go to:",
                        address);
                    teller.Error.WriteLine(
                        "Don't share this address: whoever opens it first could sign in with their own account.");
                },
                waiting => teller.Error.WhileShowingAsync("Waiting for the browser…", () => waiting),
                timeout,
                surroundings.Time,
                cancellationToken);
        }
        catch (TimeoutException)
        {
            throw TooLate();
        }
    }

    private Uri AddressFor(string redirectUri)
    {
        var address = PodioScope.Parse(profile.Scope).Bind(scope => new AuthorizationRequest(
            profile.ClientId, redirectUri, _state, scope: profile.Scope is null ? null : scope).ToUri(profile.Endpoint));
        return address.Match(
            Right: uri => uri,
            Left: error => throw new EndedException(Outcomes.Of(error, surroundings.Time.GetUtcNow())));
    }

    // The address gets its own line and is never broken, so that it can be copied.
    private void Show(string text, Uri address)
    {
        teller.Error.WriteLine(text);
        teller.Error.Profile.Out.Writer.WriteLine(address.AbsoluteUri);
    }

    private EndedException TooLate() => EndedException.Of(ExitCode.Timeout, string.Create(
        CultureInfo.InvariantCulture, $"The browser didn't come back within {timeout.TotalSeconds:0} seconds. Nothing was changed."));
}
