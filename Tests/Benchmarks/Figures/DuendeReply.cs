using Duende.IdentityModel.Client;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>What a <see cref="TokenResponse"/> says. It reads its values each time it is asked.</summary>
internal static class DuendeReply
{
    internal static TokenValues ValuesOf(TokenResponse response)
    {
        var reference = response.Json!.Value.GetProperty("ref");
        return new(
            response.AccessToken,
            response.TokenType,
            response.ExpiresIn,
            response.RefreshToken,
            response.Scope,
            reference.GetProperty("type").GetString(),
            reference.GetProperty("id").GetInt64());
    }
}
