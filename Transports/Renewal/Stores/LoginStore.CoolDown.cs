using LanguageExt;

namespace PodioOAuth.Functional;

/// <content>The part that all logins of a client share: the cool-down after a rate limit of the token endpoint (PODIO 4.8).</content>
internal sealed partial class LoginStore
{
    // The lock on what all logins of a client share is held only while reading and writing.
    private static readonly TimeSpan SharedLockTimeout = TimeSpan.FromSeconds(5);

    // Unless a longer one is stored.
    private Task<TokenSourceError?> WriteCoolDownAsync(CoolDown? coolDown) => ChangeCoolDownAsync(() => WriteLaterCoolDownAsync(coolDown));

    private Task<TokenSourceError?> RemoveCoolDownAsync() =>
        ChangeCoolDownAsync(() => store.RemoveAsync(key.CoolDownKey, CancellationToken.None));

    // Many logins share it, each under its own lock, so it has a lock too.
    private Task<TokenSourceError?> ChangeCoolDownAsync(Func<Task> change) => ChangeAsync(async () => Asking.ErrorOf(await HoldAsync(
        key.CoolDownKey,
        SharedLockTimeout,
        async _ =>
        {
            await change().ConfigureAwait(false);
            return Unit.Default;
        },
        CancellationToken.None).ConfigureAwait(false)));

    // An unreadable limit is ignored: Podio will state it again.
    private async Task<CoolDown?> ReadCoolDownAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await store.ReadAsync(key.CoolDownKey, cancellationToken).ConfigureAwait(false) is { } bytes
                ? StoredEntry.Read(key.CoolDownKey, bytes).CoolDown?.ToCoolDown().AtMost(policy.LongestCoolDown)
                : null;
        }
        catch (StoreException exception) when (exception.Problem is StoreProblem.Torn or StoreProblem.Foreign)
        {
            Fault = exception;
            return null;
        }
    }

    private async Task WriteLaterCoolDownAsync(CoolDown? coolDown)
    {
        var now = time.GetUtcNow();
        var stored = await ReadCoolDownAsync(CancellationToken.None).ConfigureAwait(false);
        if (CoolDown.Later(stored, coolDown?.AtMost(policy.LongestCoolDown), now) is { } later && later != stored)
        {
            var entry = StoredEntry.Write(key.CoolDownKey, new RenewalState(origin: null) { RateLimitCoolDown = later });
            await store.WriteAsync(key.CoolDownKey, entry, later.Until - now, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
