namespace PodioOAuth.Functional;

/// <summary>Where a <see cref="PodioTokenHandler"/> adds the token, and which bodies it sends a second time.</summary>
public sealed class PodioTokenHandlerOptions
{
    /// <summary>The origins whose requests get the token: scheme, host and port count, the rest is passed over. By default the public
    /// API's. All have to be https, or http to loopback.</summary>
    public IList<Uri> AllowedOrigins { get; } = [PodioEndpoint.Default.Api];

    /// <summary>The longest body, in bytes, that is kept in memory so that it can be sent again, where its type cannot be sent twice (a
    /// stream) and its length is known. 0, for none, by default.</summary>
    /// <remarks>Bodies of bytes, text, forms, JSON and multipart of these are sent again without this. JSON is written into memory before
    /// it is sent, so that the second time it is the same.</remarks>
    public int MaxBufferedBody { get; set; }
}
