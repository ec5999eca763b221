using LanguageExt;

namespace PodioOAuth.Functional.Transports.Tests.Faults;

/// <summary>What became of a fault through one transport.</summary>
internal sealed record FaultOutcome(string Fault, Face Face, OAuthError Error);

/// <summary>The table fault × transport → error, retry advice, made by having every transport meet every fault.</summary>
internal static class FaultTable
{
    internal const string File = "Transports/FAULTS.md";

    internal const string UpdateVariable = "UPDATE_FAULTS";
    internal const string UpdateCommand = $"{UpdateVariable}=1 dotnet test Tests/Transports --filter FaultTable";

    private static readonly Grant[] Repeatable = [Grant.Password("jane", "jane-password"), Grant.App(appId: 7, appToken: "app-token")];
    private static readonly Grant Refresh = Grant.RefreshToken("refresh-token");
    private static readonly Grant Code = Grant.AuthorizationCode("code");

    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(30);

    internal static async Task<IReadOnlyList<FaultOutcome>> RunAsync() =>
        [.. (await Task.WhenAll(AllFaults.All.Select(RunAsync))).SelectMany(outcomes => outcomes)];

    internal static string Render(IReadOnlyList<FaultOutcome> outcomes)
    {
        var table = new StringBuilder(Head);
        foreach (var fault in outcomes.GroupBy(outcome => outcome.Fault))
        {
            foreach (var same in fault.GroupBy(outcome => Row(outcome.Error)))
            {
                var transports = string.Join(", ", same.Select(outcome => outcome.Face));
                table.Append(CultureInfo.InvariantCulture, $"| {fault.Key} | {transports} | {same.Key} |\n");
            }
        }

        return table.ToString();
    }

    private static string Head => $"""
        # What goes wrong, and what becomes of it

        Made by running every fault against both transports over loopback sockets. Do not edit it: a test compares it with what the code
        does. To make it anew:

        ```console
        {UpdateCommand}
        ```

        The last three columns are `error.RetryAdvice(grant)`: for a password or an app grant, which can be repeated, for a refresh token,
        which Podio may have spent, and for an authorization code, which is good for one use. Where an advice names no wait, the pause is
        the caller's.

        | fault | transport | error | password, app | refresh token | authorization code |
        |---|---|---|---|---|---|

        """;

    private static Task<FaultOutcome[]> RunAsync(Fault fault) => Task.WhenAll(Enum.GetValues<Face>().Select(face => RunAsync(fault, face)));

    private static async Task<FaultOutcome> RunAsync(Fault fault, Face face)
    {
        var outcome = await fault.MeetAsync((endpoint, handler, timeout) => face.Over(
            handler ?? Fault.With(_ => { }), endpoint, new TransportOptions { Timeout = timeout ?? Ample, BypassesDefaultProxy = true }));
        return new FaultOutcome(fault.Name, face, outcome.Left());
    }

    private static string Row(OAuthError error)
    {
        var repeatable = Repeatable.Select(grant => Print(error.RetryAdvice(grant))).Distinct().Single();
        return $"{Print(error)} | {repeatable} | {Print(error.RetryAdvice(Refresh))} | {Print(error.RetryAdvice(Code))}";
    }

    private static string Print(OAuthError error) => error.Match(
        invalidInput: _ => throw new InvalidOperationException("The request is valid."),
        unreachable: e => $"`Unreachable` {e.Reason}, {(e.MayHaveBeenProcessed ? "may have been processed" : "not processed")}",
        rejected: e => $"`Rejected` {e.Facts.Status} {e.Code}",
        rateLimited: e => $"`RateLimited` {e.Facts.Status}",
        secondFactorRequired: e => $"`SecondFactorRequired` {e.Facts.Status}",
        unavailable: e => $"`Unavailable` {e.Facts.Status}",
        malformedReply: e => $"`MalformedReply` {e.Facts.Status} {e.Problem}");

    private static string Print(RetryAdvice advice) => advice.Match(
        safe: safe => "safe" + Print(safe.When),
        useless: _ => "useless",
        ambiguous: ambiguous => "ambiguous" + Print(ambiguous.When));

    private static string Print(RetryAfter when) => when.Match(
        after: wait => wait == TimeSpan.Zero ? "" : string.Create(CultureInfo.InvariantCulture, $", after {wait.TotalSeconds:0} s"),
        at: instant => string.Create(CultureInfo.InvariantCulture, $", from {instant:u} on"),
        unknown: () => ", wait unknown");
}
