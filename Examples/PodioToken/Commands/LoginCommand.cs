using System.CommandLine;
using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;
using PodioToken.Asking;
using PodioToken.Profiles;
using PodioToken.Reports;
using PodioToken.Saving;
using PodioToken.Settings;
using PodioToken.SigningIn;
using PodioToken.Storing;
using Spectre.Console;
using Profile = PodioToken.Profiles.Profile;

namespace PodioToken.Commands;

/// <summary>Signs in, and saves the login as a profile.</summary>
internal sealed class LoginCommand : ProfileCommand
{
    private readonly LoginOptions _options = new();

    public LoginCommand(Surroundings surroundings)
        : base("login", "Sign in to Podio, and save the login as a profile.", surroundings) => _options.AddTo(this);

    public override IReadOnlyList<Variable> Variables =>
    [
        Variable.ClientId, Variable.ClientSecret, Variable.Username, Variable.Password, Variable.AppId, Variable.AppToken, Variable.Url,
        Variable.Profile, Variable.Home, Variable.Store, Variable.Browser,
    ];

    protected override async Task<Outcome> RunAsync(ParseResult parsed, Teller teller, CancellationToken cancellationToken)
    {
        if (Surroundings.Environment(Variable.AccessToken.Name) is { Length: > 0 })
        {
            teller.Warn($"{Variable.AccessToken.Name} is set: token, api, run and whoami use it instead of this login until you unset it.");
        }

        await using var alone = await ProfileLock.TakeAsync(
            NameOf(parsed), Surroundings.Folders, Surroundings.Time, cancellationToken);
        PrivateFolders.Close(Surroundings.Folders);
        if (Surroundings.Profiles.NameLike(NameOf(parsed)) is { } other)
        {
            throw EndedException.Of(ExitCode.CommandLine, $"There is a profile {other}: names of profiles must not differ only in case.");
        }

        var before = Surroundings.Profiles.Find(NameOf(parsed));
        var values = new LoginValues(parsed, _options, before, Surroundings);
        var endpoint = values.Endpoint();
        Announce(endpoint, before, teller);
        try
        {
            return await SignInAsync(parsed, values, endpoint, before, teller, cancellationToken);
        }
        catch (EndedException ended)
        {
            throw new EndedException(ended.Outcome with { Facts = [ApiFact(endpoint), .. ended.Outcome.Facts] });
        }
    }

    // A person who is asked for a password must know where it will be sent.
    private void Announce(PodioEndpoint endpoint, Profile? before, Teller teller)
    {
        if (before is { Endpoint: { Api.IsLoopback: true } local } && local != endpoint)
        {
            teller.Warn($"Profile {before.Name} was signed in at {AddressOf(local)}, an address on this machine. "
                + $"It is used again only if {Variable.Url.Name} is set to it.");
        }

        if (!teller.IsQuiet || Surroundings.Questions.IsTerminal)
        {
            teller.Error.WriteLine($"Signing in at {AddressOf(endpoint)} …");
        }
    }

    private static string AddressOf(PodioEndpoint endpoint) => endpoint.Api.AbsoluteUri.TrimEnd('/');

    private static Fact ApiFact(PodioEndpoint endpoint) => new("api", endpoint.Api.AbsoluteUri);

    private async Task<Outcome> SignInAsync(
        ParseResult parsed,
        LoginValues values,
        PodioEndpoint endpoint,
        Profile? before,
        Teller teller,
        CancellationToken cancellationToken)
    {
        var profile = await values.ProfileAsync(NameOf(parsed), endpoint, cancellationToken);
        CheckRedirect(profile, parsed);
        var store = await Stores.OpenCheckedAsync(profile.Store, Surroundings.Folders, Surroundings.Time, cancellationToken);
        var secret = await values.ClientSecretAsync(profile, store, cancellationToken);
        await CheckAsync(profile, store, cancellationToken);
        if (profile.Store == StoreKind.Plain)
        {
            teller.Warn("--store plain saves the login unencrypted: anyone who can read your files can use it.");
        }

        var guard = new AccountGuard(profile, await AccountAsync(before, cancellationToken), parsed.GetValue(_options.Force));
        await using var session = ProfileSession.Open(
            profile, store, secret, Surroundings.Folders, Surroundings.Time, teller.Log, guard);
        session.ReserveRoom();
        var login = new KeptLogin(profile, store, before, Surroundings, teller);
        var token = await login.IntendAsync(() => profile.SignIn == SignInKind.Code
            ? SignInByCodeAsync(session, guard, parsed, teller, cancellationToken)
            : SignInByGrantAsync(session, guard, secret, values, teller, cancellationToken));
        await login.KeepAsync(secret); // A late Ctrl-C doesn't lose the granted token.
        if (cancellationToken.IsCancellationRequested)
        {
            teller.Warn($"The sign-in completed before it could be stopped. It is saved as profile {profile.Name}.");
            cancellationToken.ThrowIfCancellationRequested();
        }

        return Outcome.Done(
            "signed_in",
            [
                .. LoginFacts.Of(profile).Where(fact => fact.Name is "profile" or "api" or "store"),
                .. LoginFacts.Of(token),
                .. LoginFacts.Of(session.Source.ExpiresAt, session.Source.RenewsAt),
            ]) with
        {
            Headline = LoginFacts.SignedIn(token.Reference, profile),
        };
    }

    private void CheckRedirect(Profile profile, ParseResult parsed)
    {
        if (profile.SignIn == SignInKind.Code && !parsed.GetValue(_options.NoBrowser) && !RedirectAddress.LeadsHere(profile.RedirectUri))
        {
            throw EndedException.Of(
                ExitCode.CommandLine,
                "The redirect URI isn't an http address on this machine, so no callback could be received. Use --no-browser.");
        }
    }

    // Before the browser opens: nothing overwrites a torn or foreign entry.
    private async Task CheckAsync(Profile profile, ITokenStore store, CancellationToken cancellationToken)
    {
        var look = await Look.AtAsync(profile, store, Surroundings.Time, cancellationToken);
        if (look.Error is StoreError error)
        {
            throw new EndedException(Outcomes.Of(error, Surroundings.Time.GetUtcNow()));
        }
    }

    // Whose login is saved. A login that can't be read needs no protection from being replaced.
    private async Task<TokenReference?> AccountAsync(Profile? before, CancellationToken cancellationToken)
    {
        try
        {
            return before is null ? null : (await Look.AtAsync(
                before,
                Stores.OpenToLook(before.Store, Surroundings.Folders, Surroundings.Time),
                Surroundings.Time,
                cancellationToken)).Token?.Reference;
        }
        catch (Exception exception) when (TokenFile.IsFailure(exception))
        {
            return null;
        }
    }

    private Task<Token> SignInByCodeAsync(
        ProfileSession session, AccountGuard guard, ParseResult parsed, Teller teller, CancellationToken cancellationToken)
    {
        var redirect = RedirectAddress.Of(session.Profile.RedirectUri, parsed.GetValue(_options.Port));
        var timeout = TimeSpan.FromSeconds(parsed.GetValue(_options.Timeout));
        var signIn = new CodeSignIn(session.Profile, redirect, timeout, Surroundings, teller);
        return parsed.GetValue(_options.NoBrowser)
            ? signIn.ByPastingAsync(ExchangeAsync, cancellationToken)
            : signIn.ByBrowserAsync(ExchangeAsync, cancellationToken);

        async Task<Token> ExchangeAsync(Secret code, string redirectUri)
        {
            var answer = await teller.Error.WhileShowingAsync("Requesting a token…", () => LateStop.WaitAsync(
                session.Source.SignInAsync(code, redirectUri, CancellationToken.None), Surroundings.Time, cancellationToken));
            if (guard.Other is { } other)
            {
                await guard.CheckAsync(other.Token, Surroundings.Questions, cancellationToken);
                answer = await session.Source.RestoreAsync(other, CancellationToken.None);
            }

            return answer.Match(Right: token => token, Left: error => throw Ended(error));
        }
    }

    // The password or app token isn't saved: the login continues with its refresh token.
    private async Task<Token> SignInByGrantAsync(
        ProfileSession session,
        AccountGuard guard,
        Secret secret,
        LoginValues values,
        Teller teller,
        CancellationToken cancellationToken)
    {
        var profile = session.Profile;
        var grant = await values.GrantAsync(profile.SignIn, cancellationToken);
        var request = new TokenRequest(new ClientCredentials(profile.ClientId, secret), grant);
        var requestedAt = Surroundings.Time.GetUtcNow();
        var token = (await session.Transport.RequestAsync(request, Surroundings.Questions, teller.Error, cancellationToken)).Match(
            Right: granted => granted,
            Left: error => throw new EndedException(Outcomes.Of(error, Surroundings.Time.GetUtcNow())));
        await guard.CheckAsync(token, Surroundings.Questions, cancellationToken);
        session.ReleaseRoom();
        return (await session.Source.RestoreAsync(new SavedLogin(token, requestedAt), CancellationToken.None)).Match(
            Right: restored => restored,
            Left: error => throw Ended(error));
    }

    private EndedException Ended(TokenSourceError error) => new(Outcomes.Of(error, Surroundings.Time.GetUtcNow()));

    // The address is selected and shown here: nothing is used silently. One on this machine gets a longer message elsewhere.
    protected override void WarnOfOtherAddress(ParseResult parsed, Teller teller)
    {
        if (EndpointOf(parsed) is { } endpoint && Surroundings.Profiles.Find(NameOf(parsed)) is { Endpoint.Api.IsLoopback: false } before
            && before.Endpoint != endpoint)
        {
            teller.Warn(
                $"Profile {before.Name} was signed in at {before.Endpoint.Api.Authority}; this sign-in is at {endpoint.Api.Authority}.");
        }
    }

    protected override PodioEndpoint? EndpointOf(ParseResult parsed) => Surroundings.Environment(Variable.Url.Name) is { } url
        ? EndpointSetting.Read(url).MatchUnsafe<PodioEndpoint?>(Right: endpoint => endpoint, Left: _ => null)
        : base.EndpointOf(parsed) is { Api.IsLoopback: false } known ? known
        : PodioEndpoint.Default;
}
