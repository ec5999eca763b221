using Microsoft.AspNetCore.DataProtection;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>The entries of a store, in plain text and encrypted.</summary>
internal static class StoreTargets
{
    private static readonly LoginKey Key = LoginKey.OfLogin(PodioEndpoint.Default, "my-client", "jane");
    private static readonly DateTimeOffset At = new(2026, 11, 29, 9, 15, 0, TimeSpan.FromHours(1));

    private static readonly DateTimeOffset[] Instants = [DateTimeOffset.MinValue, At, At.AddHours(9), DateTimeOffset.MaxValue];

    private static readonly EphemeralDataProtectionProvider Keys = new();
    private static readonly Lazy<byte[][]> Written = new(() => [.. Entries().Take(2).Select(Protect)]); // Different bytes each time.

    internal static Action Entry(ReadOnlySpan<byte> input)
    {
        var bytes = input.ToArray();
        var outcome = StoredLogin.Read(Key, bytes);
        return () => outcome.Match(Right: stored => Check(stored, bytes), Left: Check);
    }

    internal static Action Protected(ReadOnlySpan<byte> input)
    {
        var bytes = input.ToArray();
        var store = new InMemoryTokenStore();
        store.WriteAsync(Key.ToString(), bytes).GetAwaiter().GetResult();
        var outcome = new ProtectedTokenStore(store, Keys).LookAtAsync(Key).GetAwaiter().GetResult();
        return () => outcome.Match(
            Right: _ => Law.Holds(
                Array.Exists(Written.Value, written => written.AsSpan().SequenceEqual(bytes)), "reads nothing but what was written"),
            Left: Check);
    }

    internal static IEnumerable<byte[]> Entries()
    {
        var token = new Token("access", "bearer", TimeSpan.FromHours(8), "refresh", TokenReference.User(123), "global:all");
        var login = new SavedLogin(token, At);
        RenewalState[] states =
        [
            new(origin: null),
            new(origin: null, login),
            new(origin: null, login with { Token = new Token("a", "Bearer", null, null, TokenReference.None, "é") })
            {
                PendingSince = At, PendingCodeSince = At, SignedOutAt = At, EndsAt = At, SpentCode = new("hash", CodeOutcome.Granted),
                IsRefreshTokenSpent = true, IsAccessTokenRejected = true, IsOnProbation = true, IsWrittenBack = true,
                RateLimitCoolDown = new CoolDown(At, At.AddHours(1)), FailureCoolDown = new CoolDown(At, DateTimeOffset.MaxValue),
            },
        ];
        return
        [
            .. states.Select(state => StoredEntry.Write(Key.ToString(), state, new StoredProof([1, 2], [3]))),
            .. Text.Seeds("", "null", "{", """{"format":"podio-oauth","version":2}""", "[]", new string('{', 70)),
            .. Text.Seeds("""{"is_written_back":tru""" + new string('x', 900_000)),
        ];
    }

    internal static IEnumerable<byte[]> ProtectedEntries() => Written.Value.SelectMany(bytes => new[] { bytes, bytes[..24] });

    private static byte[] Protect(byte[] entry)
    {
        var store = new InMemoryTokenStore();
        new ProtectedTokenStore(store, Keys).WriteAsync(Key.ToString(), entry).GetAwaiter().GetResult();
        return store.ReadAsync(Key.ToString()).GetAwaiter().GetResult()!.Value.ToArray();
    }

    private static void Check(StoredLogin stored, byte[] bytes)
    {
        Law.Prints(stored.ToString());
        if (stored.Login is { Token: var token })
        {
            Law.IsWhole(token);
        }

        var renewsAt = stored.RenewsAt();
        foreach (var now in Instants)
        {
            Law.Holds(stored.ErrorAt(now) is null || !stored.IsRenewalDue(now), "no renewal is due where nothing may be asked");
        }

        var state = StoredEntry.Read(Key.ToString(), bytes).ToState(origin: null);
        var again = StoredEntry.Read(Key.ToString(), StoredEntry.Write(Key.ToString(), state)).ToState(origin: null);
        Law.Holds(again == state, "what is written again is the same");
        Law.Holds(renewsAt is null || stored.Login!.ExpiresAt is not null, "only what expires is renewed by the clock");
    }

    private static void Check(TokenSourceError error)
    {
        Law.Prints(error.Describe());
        Law.Holds(error is StoreError { Problem: StoreProblem.Torn or StoreProblem.Foreign }, "is torn or foreign");
    }
}
