using System.Collections.Frozen;

namespace PodioOAuth.Functional;

/// <summary>The origins that may get a token.</summary>
internal sealed class AllowedOrigins
{
    private readonly FrozenSet<(string Scheme, string Host, int Port)> _origins;

    /// <exception cref="ArgumentException">An origin is neither https nor http to loopback.</exception>
    internal AllowedOrigins(IEnumerable<Uri> origins) => _origins = origins.Select(Checked).ToFrozenSet();

    internal bool Allow(Uri? address) => address is { IsAbsoluteUri: true } && _origins.Contains(OriginOf(address));

    private static (string Scheme, string Host, int Port) Checked(Uri origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        var root = origin.IsAbsoluteUri ? origin.GetLeftPart(UriPartial.Authority) : null;
        return PodioEndpoint.Create(root).Match(
            Right: endpoint => OriginOf(endpoint.Api),
            Left: error => throw new ArgumentException($"An allowed origin is invalid: {error.Describe()}", nameof(origin)));
    }

    private static (string Scheme, string Host, int Port) OriginOf(Uri address) =>
        (address.Scheme, address.IdnHost.ToLowerInvariant(), address.Port);
}
