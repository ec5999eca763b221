using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Decorators;

/// <summary>How one send of a script ends: in an answer, after a while of it, in an exception, or never.</summary>
/// <param name="Answer">The answer. No record holds an Either: its equality is not for tests either.</param>
/// <param name="Delay">How long it takes, in virtual time.</param>
internal sealed record Ending(object Answer, TimeSpan Delay = default)
{
    /// <summary>Never ends, and minds no cancellation.</summary>
    internal static readonly Ending Never = new("never");

    /// <summary>Never ends but by cancellation.</summary>
    internal static readonly Ending UntilCancelled = new("until cancelled");

    internal OAuthError? Error => Answer as OAuthError;

    internal async Task<Either<OAuthError, Token>> RunAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        if (Delay > TimeSpan.Zero)
        {
            await Task.Delay(Delay, clock, cancellationToken);
        }

        if (Answer == Never.Answer || Answer == UntilCancelled.Answer)
        {
            var minded = Answer == Never.Answer ? CancellationToken.None : cancellationToken;
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, minded);
        }

        return Answer switch
        {
            Token token => token,
            OAuthError error => error,
            Exception exception => throw exception,
            _ => throw new InvalidOperationException("No such ending."),
        };
    }

    /// <summary>Without a secret: a counter-example prints it.</summary>
    public override string ToString() => $"{Answer} after {Delay}";
}
