using PodioOAuth.Functional;

namespace Tenants;

/// <summary>A customer who brings an app of their own: an app's id and its token, as they typed them in.</summary>
internal sealed record Tenant(string Name, long AppId, Secret AppToken)
{
    /// <summary>Says to the client's handler whose call it is.</summary>
    internal static readonly HttpRequestOptionsKey<Tenant> Key = new("tenant");

    internal Grant Grant => Grant.App(AppId, AppToken);
}
