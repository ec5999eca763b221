namespace PodioOAuth.Functional.Renewal.Tests.Linearizability;

/// <summary>A cache as people write it, that publishes the new expiry before the new token: who reads between the two writes is given the
/// old token as if it were the new one.</summary>
/// <param name="clock">The clock.</param>
/// <param name="ask">Gets a new token.</param>
internal sealed class RacyCache(TimeProvider clock, Func<string> ask)
{
    private readonly Lock _gate = new();
    private string _token = "no token";
    private long _until;

    internal string Get()
    {
        if (IsGood())
        {
            return Volatile.Read(ref _token);
        }

        lock (_gate)
        {
            if (!IsGood())
            {
                Volatile.Write(ref _until, clock.GetUtcNow().AddHours(8).Ticks);
                Volatile.Write(ref _token, ask());
            }

            return _token;
        }
    }

    private bool IsGood() => clock.GetUtcNow().Ticks < Volatile.Read(ref _until);
}
