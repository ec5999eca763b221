using System.Text;

namespace PodioOAuth.Functional;

/// <summary>The origins that may get a token.</summary>
internal sealed class AllowedOrigins
{
    private readonly Origin[] _origins;

    /// <exception cref="ArgumentException">An origin is neither https nor http to loopback.</exception>
    internal AllowedOrigins(IEnumerable<Uri> origins) => _origins = [.. origins.Select(Checked)];

    internal bool Allow(Uri? address)
    {
        if (address is { IsAbsoluteUri: true })
        {
            foreach (var origin in _origins)
            {
                if (origin.IsOf(address))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static Origin Checked(Uri origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        var root = origin.IsAbsoluteUri ? origin.GetLeftPart(UriPartial.Authority) : null;
        return PodioEndpoint.Create(root).Match(
            Right: endpoint => new Origin(endpoint.Api.Scheme, endpoint.Api.IdnHost, endpoint.Api.Port),
            Left: error => throw new ArgumentException($"An allowed origin is invalid: {error.Describe()}", nameof(origin)));
    }

    private readonly record struct Origin(string Scheme, string Host, int Port)
    {
        internal bool IsOf(Uri address) =>
            address.Port == Port && address.Scheme == Scheme && Ascii.EqualsIgnoreCase(address.IdnHost, Host);
    }
}
