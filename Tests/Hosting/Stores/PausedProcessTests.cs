namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>A process is stopped while it holds the lock, for so long that the lease is over and another one has gone on. When it is
/// continued nothing further is sent, and what the other one got stands.</summary>
[Collection(SharedServer.Collection)]
public sealed class PausedProcessTests(SharedServer server)
{
    // What is left of the lease when the process is stopped. Its own lease is a long one: a busy machine must not end it before. A pause of
    // more than a second is what makes a holder doubt its lock.
    private static readonly TimeSpan LeaseLeft = TimeSpan.FromSeconds(1.5);

    // From the taking of the lock to the intent, which is written: the request has not been sent. A write that is under way cannot be
    // called back, and neither can a request.
    [SkippableTheory]
    [InlineData(2, "after lock")]
    [InlineData(4, "after read")]
    [InlineData(6, "after read")]
    [InlineData(8, "after write")]
    public async Task It_sends_nothing_when_it_is_continued(int step, string name)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signal that stops a process.");
        await using var farm = await Farm.CreateAsync(server.Address, expired: "person");
        using var process = await farm.StartAsync("person", waitAt: step);
        await process.GoAsync();
        await process.ComeToAsync(step);
        await process.StopAsync();
        await process.GoAsync(); // It will be read when it is continued.
        await farm.LetLeaseRunOutAsync(LeaseLeft);
        var others = (await farm.GetAsync("person")).Right(); // Waits until the lease is over.
        await process.ContinueAsync();
        var run = await process.EndAsync();
        Assert.Equal(name, run.Lines[step - 1]);
        Assert.False(run.HasAsked, run.ToString());
        Assert.Single(farm.Podio.Requests);
        Assert.Equal(0, run.ExitCode);
        Assert.True(
            run.Lines[^1].StartsWith("token ", StringComparison.Ordinal) || run.Lines[^1] == $"error {nameof(LockLostError)}",
            run.ToString());
        var stored = (await farm.GetAsync("person")).Right();
        Assert.Equal(others, stored);
    }
}
