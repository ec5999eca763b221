namespace PodioOAuth.Functional.Serving;

/// <summary>A fault to arm, with the members that its kind needs.</summary>
internal sealed record FaultOrder(
    string Fault,
    string? Path = null,
    int Times = 1,
    double? Seconds = null,
    int? Status = null,
    string? Error = null,
    string? Detail = null,
    string? At = null,
    bool CarriedOut = false);

/// <summary>Arms faults.</summary>
internal static class FaultControl
{
    internal static ControlReply Arm(InMemoryPodio podio, ControlBody body)
    {
        var order = body.Read(ControlJson.Default.FaultOrder);
        var fault = FaultOf(order);
        CheckMembers(order);
        podio.Update(state => state.Arm(fault, order.Path, order.Times));
        return ControlReply.Done;
    }

    internal static ControlReply Disarm(InMemoryPodio podio)
    {
        podio.Update(state => state.Disarm());
        return ControlReply.Done;
    }

    private static Fault FaultOf(FaultOrder order) => order.Fault switch
    {
        "refuse" => Fault.Refuse,
        "drop_reply" => Fault.DropReply,
        "cut" => Fault.Cut(CutPointOf(order.At), order.CarriedOut),
        "delay" => Fault.Delay(Seconds.Of(order.Seconds) ?? throw new ArgumentException("delay requires seconds.")),
        "reject" => Fault.Reject(order.Error ?? throw new ArgumentException("reject requires error."), order.Detail, order.Status ?? 400),
        "rate_limit" => Fault.RateLimit(Seconds.Of(order.Seconds)),
        "unavailable" => Fault.Unavailable(order.Status ?? 503, Seconds.Of(order.Seconds)),
        _ => throw new ArgumentException("fault must be one of refuse, drop_reply, cut, delay, reject, rate_limit, unavailable."),
    };

    // A member that the kind doesn't have would be ignored silently: {"fault":"rate_limit","status":429} would give a 420.
    private static void CheckMembers(FaultOrder order)
    {
        string[] own = order.Fault switch
        {
            "cut" => ["at", "carried_out"],
            "delay" or "rate_limit" => ["seconds"],
            "reject" => ["error", "detail", "status"],
            "unavailable" => ["status", "seconds"],
            _ => [],
        };
        (string Name, bool IsThere)[] members =
        [
            ("seconds", order.Seconds is not null), ("status", order.Status is not null), ("error", order.Error is not null),
            ("detail", order.Detail is not null), ("at", order.At is not null), ("carried_out", order.CarriedOut),
        ];
        if (members.FirstOrDefault(member => member.IsThere && !own.Contains(member.Name)).Name is { } other)
        {
            throw new ArgumentException($"{order.Fault} doesn't take {other}."); // The kind is known by now.
        }
    }

    private static CutPoint CutPointOf(string? at) => at switch
    {
        "before_headers" => CutPoint.BeforeHeaders,
        "inside_headers" => CutPoint.InsideHeaders,
        "inside_body" => CutPoint.InsideBody,
        _ => throw new ArgumentException("cut requires at: before_headers, inside_headers or inside_body."),
    };
}
