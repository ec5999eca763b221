using System.Text.Json;
using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;
using PodioToken.Profiles;
using PodioToken.Reports;
using PodioToken.Saving;
using PodioToken.Storing;

namespace PodioToken.Doctoring;

/// <summary>Checks the saved data of a profile, from the outside in, and stops at the first problem.</summary>
/// <remarks>Sends nothing and changes nothing.</remarks>
internal sealed class Examination(Profile profile, ToolFolders folders, TimeProvider time)
{
    private const string Login = "podio-token login";
    private const string LogoutAndLogin = $"podio-token logout, then {Login}";

    /// <summary>The finding for logins that belong to no profile.</summary>
    /// <param name="leftovers">The logins.</param>
    /// <param name="intents">The intents that can't be checked.</param>
    /// <param name="ofProfile">The finding for the profile, if there is one: it is fine.</param>
    public static Finding OfLeftovers(
        IReadOnlyList<Profile> leftovers, IReadOnlyList<UncheckedIntent> intents, Finding? ofProfile) => new(
        ExitCode.Leftover,
        string.Join(
            ' ',
            [
                $"A sign-in was killed before its profile was saved. Its login remains: {string.Join("; ", leftovers.Select(TextOf))}",
                .. intents.Select(intent => intent.Sentence),
            ]),
        ofProfile is null ? "saved, but belongs to no profile" : $"the profile's: {ofProfile.Token}; the leftover: saved",
        "podio-token logout --leftovers");

    /// <summary>The finding for intents of which it is unknown whether they left a login.</summary>
    /// <param name="intents">The intents.</param>
    /// <param name="ofProfile">The finding for the profile, if there is one: it is fine.</param>
    public static Finding OfUnchecked(IReadOnlyList<UncheckedIntent> intents, Finding? ofProfile) => new(
        intents.Any(intent => intent.Cause is InvalidDataException) ? ExitCode.Foreign : ExitCode.Store,
        string.Join(' ', intents.Select(intent => intent.Sentence)),
        ofProfile is null ? "unknown" : $"the profile's: {ofProfile.Token}; of that sign-in: unknown",
        "fix the file, disk, folder or keychain that is named here, then run podio-token doctor");

    /// <summary>The finding for a folder that other users can write.</summary>
    public static Finding OfFolder(UnsafeFolder folder) => new(
        ExitCode.Permissions, folder.Sentence, "unknown: the contents may belong to another user", folder.Cure);

    /// <summary>The finding for an error of the library.</summary>
    public static Finding OfError(TokenSourceError error) => error.Match(
        exchange: e => new Finding(ExitCode.Of(e), e.Describe(), "saved", "podio-token token"),
        signInAgain: e => new Finding(ExitCode.SignInAgain, Words.Describe(e), "no longer valid", Login),
        coolingDown: e => new Finding(ExitCode.CoolingDown, e.Describe(), "saved", $"wait until {Words.InstantText(e.Until)}"),
        store: OfStore,
        lockLost: e => new Finding(ExitCode.LockLost, e.Describe(), "in use", "try again"),
        undecided: e => new Finding(ExitCode.Undecided, e.Describe(), "none is saved here", Login));

    public async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return OpenToOthers() ?? await RunAsync(Stores.OpenToLook(profile.Store, folders, time), cancellationToken);
        }
        catch (DamagedKeyException exception)
        {
            return new Finding(ExitCode.Torn, exception.Message, "unknown: encrypted entries can't be read now", exception.Cure);
        }
        catch (Exception exception) when (TokenFile.IsFailure(exception))
        {
            return Unreadable(exception.Message);
        }
    }

    private async Task<Finding> RunAsync(ITokenStore store, CancellationToken cancellationToken) =>
        await LockedAsync(store, cancellationToken)
        ?? await UndecidedAsync(store, cancellationToken)
        ?? await OfLookAsync(store, cancellationToken);

    private Finding? OpenToOthers()
    {
        string[] looked = profile.Store == StoreKind.Encrypted ? [folders.LoginsOf(profile.Store), folders.Keys]
            : profile.Store == StoreKind.Plain ? [folders.LoginsOf(profile.Store)]
            : [];
        return looked.Select(PrivateFolders.FirstOpenToOthers).FirstOrDefault(path => path is not null) is { } open
            ? new Finding(
                ExitCode.Permissions,
                $"Other users can access {ShellWord.Shown(open)}.",
                profile.Store == StoreKind.Plain ? "may have been read by others" : "encrypted, but others can access what protects it",
                $"chmod go= {ShellWord.Of(open)}; if others may have read it, podio-token logout and {Login}")
            : null;
    }

    private async Task<Finding?> LockedAsync(ITokenStore store, CancellationToken cancellationToken)
    {
        var handle = await store.LockAsync(profile.LoginKey.ToString(), TimeSpan.Zero, cancellationToken);
        if (handle is null)
        {
            return new Finding(
                ExitCode.LockLost, "Another process is using the login, probably to renew it.", "in use", "wait for it, or end it");
        }

        await handle.DisposeAsync();
        return null;
    }

    // The journal's intents, as STORES.md names them. The library reports entries that can't be read, in the next step.
    private async Task<Finding?> UndecidedAsync(ITokenStore store, CancellationToken cancellationToken)
    {
        try
        {
            if (await store.ReadAsync(profile.LoginKey.ToString(), cancellationToken) is not { } bytes)
            {
                return null;
            }

            using var entry = JsonDocument.Parse(bytes);
            return Since(entry.RootElement, "pending_since") is { } refreshing ? new Finding(
                    ExitCode.Undecided,
                    $"A process was killed while renewing the login, at {refreshing}. Whether Podio processed the request is unknown.",
                    "the refresh token may no longer be valid",
                    $"podio-token token retries once; if it says so, {Login}")
                : Since(entry.RootElement, "pending_code_since") is { } signingIn ? new Finding(
                    ExitCode.Undecided,
                    $"A process was killed while signing in, at {signingIn}. Whether Podio processed the request is unknown.",
                    entry.RootElement.TryGetProperty("token", out _) ? "the previous login is saved and still works" : "none is saved here",
                    Login)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    private async Task<Finding> OfLookAsync(ITokenStore store, CancellationToken cancellationToken)
    {
        var look = await Look.AtAsync(profile, store, time, cancellationToken);
        return look.Error is { } error ? OfError(error) : await OfSecretAsync(store, cancellationToken) ?? new Finding(
            ExitCode.Done,
            "No problems found.",
            look.WantsRenewal ? "renews on next use" : $"valid until {Words.InstantText(look.ExpiresAt)}",
            "nothing to do");
    }

    // The login next to it could be read, so the entry is damaged, not the store.
    private async Task<Finding?> OfSecretAsync(ITokenStore store, CancellationToken cancellationToken)
    {
        const string Kept = "valid until it expires";
        try
        {
            return await ClientSecretEntry.ReadAsync(store, profile, cancellationToken) is not null ? null : new Finding(
                ExitCode.SignInAgain, "The client secret is missing. Without it, the login can't be renewed.", Kept, Login);
        }
        catch (IOException exception)
        {
            return new Finding(ExitCode.Torn, ClientSecretEntry.Unreadable(exception.Message), Kept, LogoutAndLogin);
        }
        catch (InvalidDataException exception)
        {
            return new Finding(ExitCode.Foreign, exception.Message, Kept, LogoutAndLogin);
        }
    }

    private static string TextOf(Profile left) =>
        $"{left.Name} of client {new ServerText(left.ClientId).Reveal()} at {left.Endpoint.Api} in the {Words.SnakeCase(left.Store)} store";

    private static Finding OfStore(StoreError error) => error.Problem switch
    {
        StoreProblem.Torn => new Finding(
            ExitCode.Torn,
            error.Describe(),
            "lost here; what Podio granted remains valid until it expires",
            LogoutAndLogin),
        StoreProblem.Foreign => new Finding(
            ExitCode.Foreign,
            error.Describe(),
            "none that this version can read",
            $"inspect the file and move it away (no command overwrites it), then {Login}"),
        _ => Unreadable(error.Describe()),
    };

    private static Finding Unreadable(string why) => new(
        ExitCode.Store, why, "unknown: it can't be read now", "fix the disk, folder or keychain that is named here");

    private static string? Since(JsonElement entry, string member) =>
        entry.TryGetProperty(member, out var since) && since.TryGetDateTimeOffset(out var instant) ? Words.InstantText(instant) : null;
}
