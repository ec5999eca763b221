namespace PodioOAuth.Functional;

/// <summary>The validated settings of a <see cref="PodioTokenHandler"/>.</summary>
internal sealed class TokenHandlerSetup
{
    private static readonly TimeSpan LongestHoldBack = TimeSpan.FromMilliseconds(int.MaxValue); // The maximum of a timer.

    internal TokenHandlerSetup(Func<HttpRequestMessage, TokenSource> source, PodioTokenHandlerOptions options, Action<ApiCall>? observer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxBufferedBody, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.HoldBack ?? TimeSpan.Zero, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.HoldBack ?? TimeSpan.Zero, LongestHoldBack, nameof(options));
        (Source, Observer, Origins) = (source, observer, new AllowedOrigins(options.AllowedOrigins));
        (MaxBufferedBody, HoldBack, BypassesDefaultProxy) = (options.MaxBufferedBody, options.HoldBack, options.BypassesDefaultProxy);
    }

    internal Func<HttpRequestMessage, TokenSource> Source { get; }

    internal Action<ApiCall>? Observer { get; }

    internal AllowedOrigins Origins { get; }

    internal int MaxBufferedBody { get; }

    internal TimeSpan? HoldBack { get; }

    internal bool BypassesDefaultProxy { get; }
}
