using System.Security.Cryptography;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>Tells whether a login was begun with the secret that a source has: without it, whoever knows a mail address or an app's id
/// would be handed the login of another that lies in the same store.</summary>
/// <remarks>PBKDF2 with HMAC-SHA-256 over a salt of its own. A password may be weak, so finding it out from its proof is made slow: 600,000
/// rounds, once a source. An app token is 128 random bits of Podio's, and needs no slowness. For one flight at a time.</remarks>
internal sealed class OriginProof(LoginOrigin origin)
{
    private const int SaltLength = 16;
    private const int ProofLength = 32;
    private const int SlowRounds = 600_000;
    private const int QuickRounds = 1_000;

    private StoredProof? _own;
    private StoredProof? _refused; // Another secret's: it is found again until this source has a login of its own.

    /// <summary>How often a proof was computed.</summary>
    internal int Worked { get; private set; }

    /// <summary>The proof to store with a login, computed on first use.</summary>
    internal StoredProof Own() => _own ??= Prove(RandomNumberGenerator.GetBytes(SaltLength));

    /// <summary>Whether a stored proof is of the same secret. Then it is this source's own from now on, and is not worked out
    /// again.</summary>
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
        var secret = Encoding.UTF8.GetBytes(origin.Secret?.Reveal() ?? ""); // Without one the exchange says that the request is invalid.
        var rounds = origin.IsGuessable ? SlowRounds : QuickRounds;
        return new(salt, Rfc2898DeriveBytes.Pbkdf2(secret, salt, rounds, HashAlgorithmName.SHA256, ProofLength));
    }
}
