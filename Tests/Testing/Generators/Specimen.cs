using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>
/// A generated request that shows itself: as C# to paste into a test, with its values in the clear, since generated secrets are no secrets.
/// A property over <see cref="TokenRequest"/> itself would print <c>[redacted]</c>.
/// </summary>
/// <param name="Request">The request.</param>
public sealed record Specimen(TokenRequest Request)
{
    /// <summary>The request as C#, escaped to ASCII.</summary>
    public override string ToString()
    {
        var grant = Request.Grant.Match(
            authorizationCode: g => $"Grant.AuthorizationCode({Literal(g.Code)}{(g.RedirectUri is null ? "" : $", {Literal(g.RedirectUri)}")})",
            password: g => $"Grant.Password({Literal(g.Username)}, {Literal(g.Password)})",
            app: g => string.Create(CultureInfo.InvariantCulture, $"Grant.App({g.AppId}, {Literal(g.AppToken)})"),
            refreshToken: g => $"Grant.RefreshToken({Literal(g.RefreshToken)})");
        var client = $"new ClientCredentials({Literal(Request.Client.ClientId)}, {Literal(Request.Client.ClientSecret)})";
        return $"new TokenRequest({client}, {grant}{(Request.Format == WireFormat.Json ? ", WireFormat.Json" : "")})";
    }

    private static string Literal(Secret? secret) => Literal(secret?.Reveal());

    private static string Literal(string? text)
    {
        if (text is null)
        {
            return "null";
        }

        var literal = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => literal.Append('\\').Append(c),
                >= ' ' and <= '~' => literal.Append(c),
                _ => literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            };
        }

        return literal.Append('"').ToString();
    }
}
