using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>The contract of a <see cref="Transport"/>: plain functions, for any test framework or none.</summary>
/// <example>
/// <code>
/// foreach (var law in TransportContract.Laws)
/// {
///     var outcome = await law.CheckAsync(setup => MyTransport(setup.Endpoint, setup.MaxReplyBytes, setup.Timeout));
///     Assert.True(outcome.Holds, outcome.Explanation);
/// }
/// </code>
/// </example>
public static class TransportContract
{
    /// <summary>All laws. Each runs against real sockets on loopback and takes about a second at most.</summary>
    public static IReadOnlyList<TransportLaw> Laws { get; } =
    [
        .. RequestLaws.All,
        .. ReplyLaws.All,
        .. BoundLaws.All,
        .. CompressionLaws.All,
        .. RepeatLaws.All,
        .. TimeLaws.All,
        .. FailureLaws.All,
        .. LoadLaws.All,
    ];
}
