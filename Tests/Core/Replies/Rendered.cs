using System.Text.Json.Nodes;

namespace PodioOAuth.Functional.Core.Tests;

/// <summary>A token as another writer puts it into a reply.</summary>
internal static class Rendered
{
    internal static HttpReply Reply(Token token) => new(200, "application/json", Encoding.UTF8.GetBytes(Json(token).ToJsonString()));

    private static JsonObject Json(Token token)
    {
        var json = new JsonObject { ["access_token"] = token.AccessToken.Reveal() };
        Add("token_type", token.TokenType);
        Add("expires_in", token.Lifetime is { } lifetime ? (long)lifetime.TotalSeconds : null);
        Add("refresh_token", token.RefreshToken?.Reveal());
        Add("scope", token.Scope);
        Add("ref", token.Reference.Match<JsonNode?>(
            user: user => new JsonObject { ["type"] = "user", ["id"] = user.Id },
            app: app => new JsonObject { ["id"] = app.Id, ["type"] = "app" },
            other: other => new JsonObject { ["type"] = other.Type, ["id"] = other.Id },
            none: _ => null));
        return json;

        void Add(string name, JsonNode? value)
        {
            if (value is not null)
            {
                json[name] = value;
            }
        }
    }
}
