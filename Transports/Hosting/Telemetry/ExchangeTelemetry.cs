using System.Diagnostics;

namespace PodioOAuth.Functional;

/// <summary>Tells of each token request by an activity and a duration.</summary>
internal static class ExchangeTelemetry
{
    internal static TokenExchange WithTelemetry(this TokenExchange exchange, PodioMeter meter, PodioEndpoint endpoint, TimeProvider time) =>
        async (request, cancellationToken) =>
        {
            var grantType = request.Grant?.GrantType;
            using var activity = PodioTelemetry.Activities.StartActivity("podio.oauth.request", ActivityKind.Client);
            activity?.SetTag(PodioTelemetry.GrantTag, grantType).SetTag(PodioTelemetry.ServerTag, endpoint.Api.Host);
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
                meter.Requested(time.GetElapsedTime(begun), grantType, endpoint.Api.Host, errorType);
                if (errorType is not null)
                {
                    activity?.SetTag(PodioTelemetry.ErrorTag, errorType).SetStatus(ActivityStatusCode.Error);
                }
            }
        };
}
