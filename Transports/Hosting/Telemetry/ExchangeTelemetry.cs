using System.Diagnostics;

namespace PodioOAuth.Functional;

/// <summary>Tells of each token request by an activity and a duration.</summary>
internal static class ExchangeTelemetry
{
    internal static TokenExchange WithTelemetry(this TokenExchange exchange, PodioMeter meter, PodioEndpoint endpoint, TimeProvider time) =>
        async (request, cancellationToken) =>
        {
            var grantType = request.Grant?.Match(
                authorizationCode: _ => "authorization_code", password: _ => "password", app: _ => "app", refreshToken: _ => "refresh_token");
            using var activity = PodioTelemetry.Activities.StartActivity("podio.oauth.request", ActivityKind.Client);
            activity?.SetTag(PodioTelemetry.GrantTag, grantType).SetTag(PodioTelemetry.ServerTag, endpoint.Api.Host);
            var begun = time.GetTimestamp();
            var answer = await exchange(request, cancellationToken).ConfigureAwait(false);
            var error = answer.MatchUnsafe<OAuthError?>(Right: _ => null, Left: it => it);
            meter.Requested(time.GetElapsedTime(begun), grantType, endpoint.Api.Host, error);
            if (error is not null)
            {
                activity?.SetTag(PodioTelemetry.ErrorTag, PodioTelemetry.TypeOf(error)).SetStatus(ActivityStatusCode.Error);
            }

            return answer;
        };
}
