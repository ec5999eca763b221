using System.Text.Json.Nodes;
using PodioOAuth.Functional;

namespace PodioToken.Reports;

/// <summary>A reference as Podio writes it: <c>{"type":"user","id":2043311}</c> (PODIO 3.5); null for none.</summary>
internal static class ReferenceJson
{
    public static JsonObject? Of(TokenReference reference) => reference.Match<JsonObject?>(
        user: user => new JsonObject { ["type"] = "user", ["id"] = user.Id },
        app: app => new JsonObject { ["type"] = "app", ["id"] = app.Id },
        other: other => new JsonObject { ["type"] = other.Type, ["id"] = other.Id },
        none: _ => null);
}
