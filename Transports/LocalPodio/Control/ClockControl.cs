using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional.Serving;

/// <summary>The time on the clock.</summary>
internal sealed record ClockReply(DateTimeOffset Now);

/// <summary>A new time, or how far to move the clock: one of the two.</summary>
internal sealed record ClockChange(DateTimeOffset? Now = null, double? MoveSeconds = null);

/// <summary>The server's clock.</summary>
internal static class ClockControl
{
    internal static ControlReply Read(InMemoryPodio podio) => ControlReply.Of(new ClockReply(podio.Now), ControlJson.Default.ClockReply);

    internal static ControlReply Change(InMemoryPodio podio, ControlBody body)
    {
        switch (body.Read(ControlJson.Default.ClockChange))
        {
            case { Now: { } now, MoveSeconds: null }:
                podio.SetClock(now);
                return Read(podio);
            case { Now: null, MoveSeconds: { } seconds }:
                podio.MoveClock(Seconds.Of(seconds));
                return Read(podio);
            default:
                return ControlReply.Refuse(StatusCodes.Status400BadRequest, "Specify either now or move_seconds.");
        }
    }
}
