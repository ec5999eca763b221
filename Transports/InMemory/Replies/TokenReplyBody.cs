using System.Text.Json;

namespace PodioOAuth.Functional.Serving;

/// <summary>The body of a reply that grants a token.</summary>
public static class TokenReplyBody
{
    /// <summary>Returns a token as Podio writes it: a flat JSON object in UTF-8, in the key order of a real reply (PODIO 3.1).</summary>
    /// <remarks>
    /// Absent values are omitted. <see cref="TokenReply.Parse"/> of a 200 with this body gives the same token if a reply can contain it:
    /// tokens of VSCHAR, a lifetime in whole seconds (a fraction is rounded down) of at most a century, no empty text.
    /// </remarks>
    /// <param name="token">The token.</param>
    /// <returns>The body, which contains the secrets in plain text.</returns>
    public static byte[] Render(Token token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return JsonBody.Write(json =>
        {
            json.WriteString("access_token", token.AccessToken.Reveal());
            if (token.Lifetime is { } lifetime)
            {
                json.WriteNumber("expires_in", WholeSeconds(lifetime));
            }

            json.WriteString("token_type", token.TokenType);
            if (token.Scope is not null)
            {
                json.WriteString("scope", token.Scope);
            }

            WriteReference(json, token.Reference);
            if (token.RefreshToken is not null)
            {
                json.WriteString("refresh_token", token.RefreshToken.Reveal());
            }
        });
    }

    private static long WholeSeconds(TimeSpan lifetime)
    {
        var (seconds, rest) = Math.DivRem(lifetime.Ticks, TimeSpan.TicksPerSecond);
        return rest < 0 ? seconds - 1 : seconds;
    }

    internal static void WriteReference(Utf8JsonWriter json, TokenReference reference)
    {
        var known = reference.Match<(string Type, Action<string> WriteId)?>(
            user: user => ("user", name => json.WriteNumber(name, user.Id)),
            app: app => ("app", name => json.WriteNumber(name, app.Id)),
            other: other => (other.Type, name => json.WriteString(name, other.Id)),
            none: _ => null);
        if (known is { } some)
        {
            json.WriteStartObject("ref");
            json.WriteString("type", some.Type);
            some.WriteId("id");
            json.WriteEndObject();
        }
    }
}
