using System.Text;
using LanguageExt;

namespace PodioOAuth.Functional.Stores;

// StoredLogin = login? × what is known against a renewal
// Read : LoginKey × bytes → Either<TokenSourceError, StoredLogin>

/// <summary>A login as it lies in a store: what a token source would make of it, without one.</summary>
/// <remarks>Immutable, and prints no secret.</remarks>
public sealed class StoredLogin
{
    private readonly RenewalState _state;

    internal StoredLogin(RenewalState state) => _state = state;

    /// <summary>The login; null where nobody has signed in, or somebody has signed out.</summary>
    public SavedLogin? Login => _state.Login;

    /// <summary>When somebody signed out or forgot the login, or null.</summary>
    public DateTimeOffset? SignedOutAt => _state.SignedOutAt;

    /// <summary>Reads an entry: pure.</summary>
    /// <param name="key">The key that the entry lies under.</param>
    /// <param name="entry">The bytes, decrypted: what the outermost store gives.</param>
    /// <returns>What is stored; or a <see cref="StoreError"/> where the entry is torn or foreign.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
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

    /// <summary>Why a source without a password or an app would have no token at this instant, even if Podio were asked; null where it has
    /// one, or would ask for one.</summary>
    /// <param name="now">The instant.</param>
    public TokenSourceError? ErrorAt(DateTimeOffset now) => Renewal.Decide(RenewalPolicy.Default, _state, now) switch
    {
        WaitDecision wait => TokenSourceError.CoolingDown(wait.Until),
        GiveUpDecision end => Renewal.EndOf(_state) ?? TokenSourceError.SignInAgain(end.Reason),
        _ => null,
    };

    /// <summary>Whether a source would ask Podio for a new token at this instant.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="policy">When the source renews; null for the defaults.</param>
    public bool IsRenewalDue(DateTimeOffset now, RenewalPolicy? policy = null) =>
        Renewal.Decide(policy ?? RenewalPolicy.Default, _state, now) is UseAndRenewDecision or RenewDecision or StartAgainDecision;

    /// <summary>From when on a source would renew the token; null where there is none, or nobody knows its end.</summary>
    /// <param name="policy">When the source renews; null for the defaults.</param>
    public DateTimeOffset? RenewsAt(RenewalPolicy? policy = null) =>
        Login is { ExpiresAt: not null } login ? Renewal.UsedAloneUntil(policy ?? RenewalPolicy.Default, login) : null;

    /// <summary>The login without its secrets.</summary>
    public override string ToString() => new StringBuilder("StoredLogin { Login = ").Append(Login)
        .Append(", SignedOutAt = ").Append(Instants.Print(SignedOutAt)).Append(" }").ToString();
}
