namespace PodioOAuth.Functional.PodioToken.Tests.Running;

/// <summary>An HTTP client that is not ours.</summary>
internal sealed class Curl(Uri podio)
{
    /// <summary>Skips where there is none; CI has to have one.</summary>
    public static void SkipWithout()
    {
        var isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "curl")) || File.Exists(Path.Combine(folder, "curl.exe")));
        Assert.True(isThere || Environment.GetEnvironmentVariable("CI") != "true", "CI has to have curl.");
        Skip.IfNot(isThere, "There is no curl.");
    }

    /// <summary>Posts a form.</summary>
    public Task<CurlReply> FormAsync(string path, params (string Name, string Value)[] fields) =>
        RunAsync([.. fields.SelectMany(field => new[] { "--data-urlencode", $"{field.Name}={field.Value}" }), At(path)]);

    /// <summary>Sends a JSON text.</summary>
    public Task<CurlReply> JsonAsync(string method, string path, string body) =>
        RunAsync("--request", method, "--header", "Content-Type: application/json", "--data-raw", body, At(path));

    /// <summary>Calls the API with a token.</summary>
    public Task<CurlReply> CallAsync(string path, string token) => RunAsync("--header", $"Authorization: OAuth2 {token}", At(path));

    private string At(string path) => new Uri(podio, path).AbsoluteUri;

    private static async Task<CurlReply> RunAsync(params string[] args)
    {
        var run = await ProcessRun.OfAsync("curl", ["--silent", "--show-error", "--include", "--max-time", "30", .. args]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return CurlReply.Parse(run.Output);
    }
}

/// <summary>A reply as curl shows it.</summary>
internal sealed partial record CurlReply(int Status, string Head, string Body)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public string Text(string member) => Json.GetProperty(member).GetString()!;

    public static CurlReply Parse(string output)
    {
        var parts = output.Replace("\r", "", StringComparison.Ordinal).Split("\n\n", 2);
        return new CurlReply(
            int.Parse(StatusLine().Match(parts[0]).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture),
            parts[0],
            parts[1].TrimEnd('\n'));
    }

    [GeneratedRegex(@"^HTTP/\S+ (\d+)")]
    private static partial Regex StatusLine();
}
