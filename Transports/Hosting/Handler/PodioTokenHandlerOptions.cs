namespace PodioOAuth.Functional;

/// <summary>Specifies where a <see cref="PodioTokenHandler"/> adds the token, which bodies it sends twice, and whether calls wait for the
/// end of their user's rate limit.</summary>
public sealed class PodioTokenHandlerOptions
{
    /// <summary>The origins whose requests get the token, compared by scheme, host and port. The default is the public API's. All must be
    /// https, or http to loopback.</summary>
    public IList<Uri> AllowedOrigins { get; } = [PodioEndpoint.Default.Api];

    /// <summary>The longest body, in bytes, to buffer in memory so that it can be sent again, if its type can't be sent twice (a stream)
    /// and its length is known. The default is 0, for none.</summary>
    /// <remarks>Bodies of bytes, text, forms, JSON, and multipart bodies of these, are sent again without this. JSON is serialized before
    /// it is sent, so that both attempts are identical.</remarks>
    public int MaxBufferedBody { get; set; }

    /// <summary>The longest time that a call waits for the end of its user's rate limit before it is sent, after a call through this
    /// handler has exceeded that limit (PODIO 4.10). The default, null, means not to wait: each call is sent, and Podio rejects
    /// it.</summary>
    /// <remarks>
    /// <para>A call that would have to wait longer isn't sent and doesn't wait: it fails at once with a
    /// <see cref="TokenUnavailableException"/> whose <see cref="CoolingDownError"/> states the end of the limit. So with zero, no call
    /// waits, and none is sent in vain.</para>
    /// <para>The wait is a part of the call: keep it below <see cref="HttpClient.Timeout"/>, which is 100 seconds by default. Podio's
    /// limits last up to an hour. The limit of the token endpoint is a different one, and doesn't hold back a call that has a token.</para>
    /// </remarks>
    public TimeSpan? HoldBack { get; set; }

    /// <summary>Declares that the inner handlers don't send plain http requests to loopback through <see cref="HttpClient.DefaultProxy"/>.
    /// Only needed if the primary handler isn't one of .NET's, which are inspected. False by default; a call that might send a token to
    /// that proxy, unencrypted, then fails.</summary>
    public bool BypassesDefaultProxy { get; set; }
}
