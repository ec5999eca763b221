namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>A login whose refresh token has aged before this source got it.</summary>
public sealed class DueWarningTests
{
    [Fact]
    public async Task A_warning_that_is_due_already_comes_at_once_and_once()
    {
        var bench = new Bench();
        await using var source = bench.OfPerson();
        var token = (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        await using var other = bench.OfPerson("old");
        await other.RestoreAsync(new SavedLogin(token with { Lifetime = TimeSpan.FromDays(60) }, Bench.Start.AddDays(-27)));
        Assert.False(other.Warning.IsPending);
        Assert.Single(bench.Events.OfType<RefreshTokenAgingEvent>());
    }
}
