using System.Security.Cryptography;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>Determines whether a login was started with a source's secret. Otherwise, anyone who knows an email address or an app ID would
/// get another owner's login from a shared store.</summary>
/// <remarks>PBKDF2 with HMAC-SHA-256 over a salt of its own. A password may be weak, so guessing it from its proof is made slow: 600,000
/// rounds, once per source. An app token has 128 random bits, and needs no protection from guessing. For one flight at a time.</remarks>
internal sealed class OriginProof(LoginOrigin origin)
{
    private const int SaltLength = 16;
    private const int ProofLength = 32;
    private const int SlowRounds = 600_000;
    private const int QuickRounds = 1_000;

    private StoredProof? _own;
    private StoredProof? _refused; // Of another secret: it is encountered again until this source has its own login.

    /// <summary>The number of computed proofs.</summary>
    internal int Worked { get; private set; }

    /// <summary>The proof to store with a login, computed on first use.</summary>
    internal StoredProof Own() => _own ??= Prove(RandomNumberGenerator.GetBytes(SaltLength));

    /// <summary>Whether a stored proof is of the same secret. If so, it is adopted as this source's own, and not computed again.</summary>
    internal bool Accepts(StoredProof? stored)
    {
        if (stored is not { Salt.Length: SaltLength, Proof: not null } || AreEqual(stored, _refused))
        {
            return false;
        }

        var proof = _own is not null && _own.Salt.AsSpan().SequenceEqual(stored.Salt) ? _own : Prove(stored.Salt);
        if (!CryptographicOperations.FixedTimeEquals(proof.Proof, stored.Proof))
        {
            _refused = stored;
            return false;
        }

        _own = proof;
        return true;
    }

    private static bool AreEqual(StoredProof left, StoredProof? right) =>
        right is not null && left.Salt.AsSpan().SequenceEqual(right.Salt)
        && CryptographicOperations.FixedTimeEquals(left.Proof, right.Proof);

    private StoredProof Prove(byte[] salt)
    {
        Worked++;
        // Without a secret, the exchange reports that the request is invalid.
        var secret = Encoding.UTF8.GetBytes(origin.Secret?.Reveal() ?? "");
        var rounds = origin.IsGuessable ? SlowRounds : QuickRounds;
        return new(salt, Rfc2898DeriveBytes.Pbkdf2(secret, salt, rounds, HashAlgorithmName.SHA256, ProofLength));
    }
}
