namespace PodioOAuth.Functional.PodioToken.Tests.Running;

/// <summary>How a run of the tool ended: its exit code, and all that it wrote.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs the tool within this process, and makes sure that it wrote no secret of the environment's.</summary>
    public static Task<ToolRun> OfAsync(IReadOnlyDictionary<string, string> environment, params string[] args) =>
        OfAsync(environment, args, time: null, new StringWriter(), CancellationToken.None);

    public static Task<ToolRun> OfAsync(
        IReadOnlyDictionary<string, string> environment,
        string[] args,
        TimeProvider? time,
        StringWriter output,
        CancellationToken cancellationToken) =>
        OfAsync(environment, args, time, output, new StringWriter(), questions: null, browser: null, cancellationToken);

    public static async Task<ToolRun> OfAsync(
        IReadOnlyDictionary<string, string> environment,
        string[] args,
        TimeProvider? time,
        StringWriter output,
        StringWriter error,
        IQuestions? questions,
        IBrowser? browser,
        CancellationToken cancellationToken)
    {
        var code = await PodioTokenCommand.RunAsync(
            args,
            name => environment.GetValueOrDefault(name),
            new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = null }, // Signals are the runner's.
            time,
            questions,
            browser,
            cancellationToken);
        return new ToolRun(code, output.ToString(), error.ToString()).WithoutLeaksOf(environment);
    }

    public ToolRun WithoutLeaksOf(IReadOnlyDictionary<string, string> environment)
    {
        var search = LeakSearch.For(environment
            .Where(pair => Account.SecretNames.Contains(pair.Key) && pair.Value.Length >= LeakSearch.ShortestSecret)
            .Select(pair => KeyValuePair.Create<string, Secret?>(pair.Key, new Secret(pair.Value))));
        return WithoutLeaks(search);
    }

    public ToolRun WithoutLeaks(LeakSearch search)
    {
        Assert.Empty(search.In("standard output", Output));
        Assert.Empty(search.In("standard error", Error));
        return this;
    }
}
