namespace PodioOAuth.Functional

open System

/// <summary>Functions over <c>RetryAfter</c>: when the server asked to be tried again.</summary>
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module RetryAfter =

    /// <summary>How long to wait, counted from an instant; None when unknown. Zero for an instant that has passed.</summary>
    /// <param name="repliedAt">When the reply came: what a span counts from.</param>
    /// <param name="now">The instant of asking.</param>
    /// <param name="retryAfter">What the server said.</param>
    let waitFrom (repliedAt: DateTimeOffset) (now: DateTimeOffset) (retryAfter: RetryAfter) : TimeSpan option =
        retryAfter.WaitFrom(repliedAt, now) |> Option.ofNullable
