using System.Security.Cryptography;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>A few digits that distinguish tokens in a log.</summary>
internal static class TokenFingerprint
{
    internal static string Of(Secret token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token.Reveal())).AsSpan(0, 4));
}
