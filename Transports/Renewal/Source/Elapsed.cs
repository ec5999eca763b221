namespace PodioOAuth.Functional;

/// <summary>How much time has passed, by both clocks: the monotonic one stands still while a machine sleeps, and the wall clock may be
/// set.</summary>
/// <param name="Timestamp">The monotonic clock when it began.</param>
/// <param name="Wall">The wall clock when it began.</param>
internal readonly record struct Elapsed(long Timestamp, DateTimeOffset Wall)
{
    internal static Elapsed Since(TimeProvider time) => new(time.GetTimestamp(), time.GetUtcNow());

    /// <summary>The time that has passed: the longer of the two, as a pause must not be overlooked.</summary>
    internal TimeSpan Time(TimeProvider time) => Instants.Max(time.GetElapsedTime(Timestamp), time.GetUtcNow() - Wall);

    /// <summary>For how long the machine slept: by how much the wall clock is ahead.</summary>
    internal TimeSpan Asleep(TimeProvider time) => time.GetUtcNow() - Wall - time.GetElapsedTime(Timestamp);
}
