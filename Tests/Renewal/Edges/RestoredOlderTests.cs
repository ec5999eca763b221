namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>A restored login that is older than one that was ended.</summary>
public sealed class RestoredOlderTests
{
    [Fact]
    public async Task A_login_that_was_ended_does_not_come_back_when_an_older_one_was_restored_and_refused()
    {
        var bench = new Bench();
        await using var here = bench.OfPerson();
        var token = (await here.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        await using var there = bench.OfPerson();
        await there.SignOutAsync();
        var old = new SavedLogin(token with { AccessToken = "x", RefreshToken = "unknown" }, Bench.Start.AddDays(-3));
        (await there.RestoreAsync(old)).Left();
        bench.Clock.Advance(TimeSpan.FromHours(9));
        Assert.IsType<SignInAgainError>((await here.GetTokenAsync()).Left());
    }
}
