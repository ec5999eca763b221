namespace PodioOAuth.Functional;

/// <summary>Instants of expiry. Saturating: the machine is total over every instant.</summary>
internal static class Expiry
{
    internal static DateTimeOffset After(DateTimeOffset now, TimeSpan lifetime) =>
        lifetime > DateTimeOffset.MaxValue - now ? DateTimeOffset.MaxValue : now.ToUniversalTime() + lifetime;
}
