namespace PodioOAuth.Functional;

/// <summary>Measures elapsed time by both clocks, because the monotonic one stands still while a machine sleeps, and the wall clock may be
/// changed.</summary>
/// <param name="Timestamp">The monotonic clock at the start.</param>
/// <param name="Wall">The wall clock at the start.</param>
internal readonly record struct Elapsed(long Timestamp, DateTimeOffset Wall)
{
    internal static Elapsed Since(TimeProvider time) => new(time.GetTimestamp(), time.GetUtcNow());

    /// <summary>The elapsed time: the longer of the two, so that a pause isn't missed.</summary>
    internal TimeSpan Time(TimeProvider time) => Until(Since(time), time);

    /// <summary>The time that elapsed until a later reading of the clocks.</summary>
    internal TimeSpan Until(Elapsed end, TimeProvider time) =>
        Instants.Max(time.GetElapsedTime(Timestamp, end.Timestamp), end.Wall - Wall);

    /// <summary>How long the machine slept, measured by how far the wall clock is ahead.</summary>
    internal TimeSpan Asleep(TimeProvider time) => time.GetUtcNow() - Wall - time.GetElapsedTime(Timestamp);
}
