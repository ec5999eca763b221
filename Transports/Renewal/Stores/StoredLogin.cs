using System.Text;
using LanguageExt;

namespace PodioOAuth.Functional.Stores;

// StoredLogin = login? × what is known against a renewal
// Read : LoginKey × bytes → Either<TokenSourceError, StoredLogin>

/// <summary>A login as stored, and what a token source would do with it.</summary>
/// <remarks>Immutable; prints no secret.</remarks>
public sealed class StoredLogin
{
    private readonly RenewalState _state;

    internal StoredLogin(RenewalState state) => _state = state;

    /// <summary>The login; null if no one has signed in, or someone has signed out.</summary>
    public SavedLogin? Login => _state.Login;

    /// <summary>The time at which the login was signed out or removed, or null.</summary>
    public DateTimeOffset? SignedOutAt => _state.SignedOutAt;

    /// <summary>Reads an entry. A pure function.</summary>
    /// <param name="key">The key of the entry.</param>
    /// <param name="entry">The decrypted bytes, as the outermost store returns them.</param>
    /// <returns>The stored login, or a <see cref="StoreError"/> if the entry is torn or foreign.</returns>
    public static Either<TokenSourceError, StoredLogin> Read(LoginKey key, ReadOnlyMemory<byte> entry)
    {
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            return new StoredLogin(StoredEntry.Read(key.ToString(), entry).ToState(origin: null));
        }
        catch (StoreException exception)
        {
            return exception.ToError();
        }
    }

    /// <summary>Returns why a source without a password or an app grant would have no token at this time, even if it sent a request; null
    /// if it has one or would request one.</summary>
    /// <param name="now">The current time.</param>
    public TokenSourceError? ErrorAt(DateTimeOffset now) => Renewal.Decide(RenewalPolicy.Default, _state, now) switch
    {
        WaitDecision wait => TokenSourceError.CoolingDown(wait.Until),
        GiveUpDecision end => Renewal.EndOf(_state) ?? TokenSourceError.SignInAgain(end.Reason),
        _ => null,
    };

    /// <summary>Returns whether a source would request a new token at this time.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="policy">The renewal policy of the source; null for the defaults.</param>
    public bool IsRenewalDue(DateTimeOffset now, RenewalPolicy? policy = null) =>
        Renewal.Decide(policy ?? RenewalPolicy.Default, _state, now) is UseAndRenewDecision or RenewDecision or StartAgainDecision;

    /// <summary>Returns the time from which on a source would renew the token; null if there is no token or its lifetime is
    /// unknown.</summary>
    /// <param name="policy">The renewal policy of the source; null for the defaults.</param>
    public DateTimeOffset? RenewsAt(RenewalPolicy? policy = null) =>
        Login is { ExpiresAt: not null } login ? Renewal.UsedAloneUntil(policy ?? RenewalPolicy.Default, login) : null;

    /// <summary>Returns a description without secrets.</summary>
    public override string ToString() => new StringBuilder("StoredLogin { Login = ").Append(Login)
        .Append(", SignedOutAt = ").Append(Instants.Print(SignedOutAt)).Append(" }").ToString();
}
