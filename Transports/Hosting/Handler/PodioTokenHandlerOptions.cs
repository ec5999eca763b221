namespace PodioOAuth.Functional;

/// <summary>Where a <see cref="PodioTokenHandler"/> adds the token, which bodies it sends a second time, and whether calls wait out their
/// user's rate limit.</summary>
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

    /// <summary>How long a call may wait for the end of its user's rate limit before it is sent, once a call through this handler has met
    /// that limit (PODIO 4.10). Null, by default, for not at all: each call is sent, and Podio refuses it.</summary>
    /// <remarks>
    /// <para>A call that would have to wait for longer is not sent, and does not wait: it ends at once in a
    /// <see cref="TokenUnavailableException"/> whose <see cref="CoolingDownError"/> says until when. So zero means that no call waits, and
    /// none is sent in vain.</para>
    /// <para>The wait is a part of the call: keep it below <see cref="HttpClient.Timeout"/>, which is 100 seconds by default. Podio's
    /// limits last up to an hour. The limit of the token endpoint is another one, and holds no call back that has a token.</para>
    /// </remarks>
    public TimeSpan? HoldBack { get; set; }

    /// <summary>Says of the handlers below that plain http to loopback does not go through <see cref="HttpClient.DefaultProxy"/>. Only
    /// where the primary handler is none of .NET's does it have to be said: .NET's are looked at. False by default; then a call that might
    /// carry a token to that proxy, unencrypted, is refused.</summary>
    public bool BypassesDefaultProxy { get; set; }
}
