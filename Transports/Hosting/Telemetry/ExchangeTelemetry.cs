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
                .SetTag(PodioTelemetry.RegistrationTag, registration.Key); // Without a name there is no tag.
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

    // A flight of a source is nobody's child, as many may wait for it and it goes on without them: so it links to who began it. By itself
    // the exchange is its caller's.
    private static Activity? Start() => PodioTelemetry.Activities.StartActivity(
        ActivityKind.Client,
        parentContext: default, // The current activity, where there is one: in a flight, that of a decorator.
        links: FlightContext.Caller is { } caller ? [new ActivityLink(caller)] : null,
        name: PodioTelemetry.RequestActivity);
}
