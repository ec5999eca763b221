using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional.Serving;

// TransportSetup = endpoint × the largest reply × the time allowed

/// <summary>What a law asks of a transport that is made for it.</summary>
/// <param name="Endpoint">Where the law's server listens.</param>
/// <param name="MaxReplyBytes">The largest body to read, in bytes.</param>
/// <param name="Timeout">The time allowed for one exchange, the reply's body included.</param>
public sealed record TransportSetup(PodioEndpoint Endpoint, int MaxReplyBytes, TimeSpan Timeout)
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"Endpoint = {Endpoint}, MaxReplyBytes = {MaxReplyBytes}, Timeout = {Timeout}");
        return true;
    }
}

/// <summary>Makes a transport to be judged. Called once or more for each law, from several threads.</summary>
/// <param name="setup">What the transport has to keep to.</param>
public delegate Transport TransportFactory(TransportSetup setup);
