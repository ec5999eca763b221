using System.Globalization;

namespace PodioOAuth.Functional;

/// <summary>The result of an API call, for telemetry.</summary>
/// <param name="Kind">The kind of result.</param>
/// <param name="Reply">The reply of an answered call.</param>
internal readonly record struct ApiCall(ApiCallKind Kind, HttpResponseMessage? Reply = null)
{
    internal static ApiCall Refused => new(ApiCallKind.Refused);

    internal static ApiCall RateLimited => new(ApiCallKind.RateLimited);

    internal static ApiCall Replayed => new(ApiCallKind.Replayed);

    internal static ApiCall HeldBack => new(ApiCallKind.HeldBack);

    /// <summary>The number of calls that the user has left this hour, if the reply says so (PODIO 3.13).</summary>
    internal int? Remaining => Reply is not null
        && Reply.Headers.NonValidated.TryGetValues("X-Rate-Limit-Remaining", out var values)
        && int.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var remaining) ? remaining : null;

    internal static ApiCall Of(HttpResponseMessage reply) => new(ApiCallKind.Answered, reply);
}

internal enum ApiCallKind
{
    Answered,
    Refused,
    RateLimited,
    Replayed,
    HeldBack,
}
