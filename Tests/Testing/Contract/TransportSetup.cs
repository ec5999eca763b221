using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional.Serving;

// TransportSetup = endpoint × the largest reply × the time allowed

/// <summary>The requirements for a transport that is created for a law.</summary>
/// <param name="Endpoint">The address of the law's server.</param>
/// <param name="MaxReplyBytes">The maximum size of a body, in bytes.</param>
/// <param name="Timeout">The timeout of one exchange, including the reply's body.</param>
public sealed record TransportSetup(PodioEndpoint Endpoint, int MaxReplyBytes, TimeSpan Timeout)
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"Endpoint = {Endpoint}, MaxReplyBytes = {MaxReplyBytes}, Timeout = {Timeout}");
        return true;
    }
}

/// <summary>Creates a transport to be checked. Called one or more times for each law, from several threads.</summary>
/// <param name="setup">The requirements for the transport.</param>
public delegate Transport TransportFactory(TransportSetup setup);
