using PodioOAuth.Functional;

namespace Tenants;

/// <summary>A customer with its own app: the app ID and app token, as the customer entered them.</summary>
internal sealed record Tenant(string Name, long AppId, Secret AppToken)
{
    /// <summary>Tells the client's handler which tenant a call belongs to.</summary>
    internal static readonly HttpRequestOptionsKey<Tenant> Key = new("tenant");

    internal Grant Grant => Grant.App(AppId, AppToken);
}
