using System.Diagnostics;

namespace PodioOAuth.Functional;

/// <summary>Reports each token request as an activity and a duration.</summary>
internal static class ExchangeTelemetry
{
    internal static TokenExchange WithTelemetry(
        this TokenExchange exchange, Registration registration, PodioMeter meter, PodioEndpoint endpoint, TimeProvider time) =>
        async (request, cancellationToken) =>
        {
            var grantType = request.Grant?.GrantType;
            using var activity = Start();
            activity?.SetTag(PodioTelemetry.GrantTag, grantType).SetTag(PodioTelemetry.ServerTag, endpoint.Api.Host)
                .SetTag(PodioTelemetry.RegistrationTag, registration.Key); // Without a name, the tag is omitted.
            var begun = time.GetTimestamp();
            try
            {
                var answer = await exchange(request, cancellationToken).ConfigureAwait(false);
                Ended(answer.MatchUnsafe<string?>(Right: _ => null, Left: PodioTelemetry.TypeOf));
                return answer;
            }
            catch (Exception exception)
            {
                Ended(exception.GetType().FullName);
                throw;
            }

            void Ended(string? errorType)
            {
                meter.Requested(registration, time.GetElapsedTime(begun), grantType, endpoint.Api.Host, errorType);
                if (errorType is not null)
                {
                    activity?.SetTag(PodioTelemetry.ErrorTag, errorType).SetStatus(ActivityStatusCode.Error);
                }
            }
        };

    // A flight of a source has no parent, because many callers may wait for it and it continues without them: so it links to the caller
    // that started it. An exchange without a source belongs to its caller.
    private static Activity? Start() => PodioTelemetry.Activities.StartActivity(
        ActivityKind.Client,
        parentContext: default, // The current activity, if there is one: in a flight, that of a decorator.
        links: FlightContext.Caller is { } caller ? [new ActivityLink(caller)] : null,
        name: PodioTelemetry.RequestActivity);
}
