using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.FSharp.Core;
using Serilog;
using Serilog.Core;
using ILogger = Microsoft.Extensions.Logging.ILogger;

namespace PodioOAuth.Functional.Core.Tests.Leaks;

/// <summary>Whatever a composition lets a planted secret out by, the canary finds it; and nothing where nothing is let out.</summary>
public sealed class CanaryTests
{
    private static readonly ActivitySource Source = new("canary tests");
    private static readonly Meter Meter = new("canary tests");
    private static readonly Counter<int> Counter = Meter.CreateCounter<int>("calls");

    private static readonly Action<ILogger, object, Exception?> Message =
        LoggerMessage.Define<object>(LogLevel.Information, default, "Got {Token}.");

    /// <summary>Leaks as people make them, each with the beginning of the channel that it is found in.</summary>
    public static TheoryData<string, Func<Canary, string, object?>> Leaks => new()
    {
        { "log", (canary, secret) => Log(canary, logger => Message(logger, secret, null)) },
        { "log", (canary, secret) => Log(canary, logger => logger.BeginScope(new Dictionary<string, object> { ["token"] = secret })) },
        { "log", (canary, secret) => Log(canary, logger => Message(logger, "none", new InvalidOperationException(secret))) },
        { "log", (canary, secret) => Log(canary, logger => Message(logger, secret[..8], null)) },
        { "log", (canary, secret) => WithSerilog(canary, logger => logger.Information("The token is {@Token}.", new { secret })) },
        { "log", (_, secret) => Do(() => Trace.WriteLine($"Got {secret}.")) },
        { "trace call", (_, secret) => Do(() => Source.StartActivity("call")!.SetTag("url", Uri.EscapeDataString(secret)).Dispose()) },
        { "trace call", (_, secret) => Do(() => Source.StartActivity("call")!.AddException(new IOException(secret)).Dispose()) },
        { "metric calls", (_, secret) => Do(() => Counter.Add(1, KeyValuePair.Create<string, object?>("token", secret))) },
        { "exception", (_, secret) =>
            throw new InvalidOperationException("It failed.", new IOException(JsonSerializer.Serialize(secret))) },
        { "result: Printed ToString", (_, secret) => new Printed(secret) },
        { "result: FSharpOption`1 %A", (_, secret) => FSharpOption<Hidden>.Some(new Hidden(secret)) },
        { "result: Hidden JSON", (_, secret) => new Hidden(secret) },
        { "shown: String ToString", (canary, secret) => Do(() =>
            canary.Show("shown", Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)))) },
        { "file log.txt", (canary, secret) => Do(() =>
            File.WriteAllText(Path.Combine(canary.Folder, "log.txt"), $"<b>{WebUtility.HtmlEncode(secret)}")) },
        { "URL", (canary, secret) => Get(canary, $"https://api.podio.com/item/1?oauth_token={Uri.EscapeDataString(secret)}") },
        { "header Referer", (canary, secret) => Get(canary, "https://api.podio.com/", ("Referer", Uri.EscapeDataString(secret))) },
        { "console", (_, secret) => Do(() => Console.Error.WriteLine($"curl -H 'Authorization: OAuth2 {secret}'")) },
    };

    [Theory]
    [MemberData(nameof(Leaks))]
    public async Task A_leak_is_found(string channel, Func<Canary, string, object?> leak)
    {
        var leaks = await Canary.WatchAsync(canary => Task.FromResult(leak(canary, canary.Token.AccessToken.Reveal())));
        var text = string.Join('\n', leaks);
        Assert.Contains(leaks, found => found.Channel.StartsWith(channel, StringComparison.Ordinal)
            && found.Secret.EndsWith(FieldNames.AccessToken, StringComparison.Ordinal));
        Assert.DoesNotContain("refresh_token", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_careful_composition_has_no_leak()
    {
        var leaks = await Canary.WatchAsync(async canary =>
        {
            List<object> answers = [canary.Token, canary.Client];
            foreach (var request in canary.Requests)
            {
                answers.Add(await canary.Transport.RequestTokenAsync(request));
                answers.Add(await canary.RejectingTransport.RequestTokenAsync(request));
            }

            Log(canary, logger => answers.ForEach(answer => Message(logger, answer, null)));
            WithSerilog(canary, logger => answers.ForEach(answer => logger.Warning("Answer: {@Answer}", answer)));
            using var http = new HttpClient(canary.CreateHttpHandler());
            http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", canary.Token.RevealAuthorizationHeader());
            answers.Add(await http.GetStringAsync(new Uri("https://api.podio.com/user/status")));
            return answers;
        });
        Assert.Empty(leaks);
    }

    [Fact]
    public async Task A_watched_folder_is_searched_and_the_own_one_removed()
    {
        using var folder = new TemporaryFolder();
        var own = "";
        var leaks = await Canary.WatchAsync(async canary =>
        {
            (own, var token) = (canary.Folder, canary.Plant("mine").Reveal());
            canary.WatchFolder(folder.Path);
            await File.WriteAllTextAsync(Path.Combine(folder.Path, $"{token[..12]}.bin"), "");
            return own;
        });
        Assert.Equal([new Leak("the beginning of mine", "file named by a secret", LeakForms.Plain)], leaks);
        Assert.False(Directory.Exists(own));
    }

    [Fact]
    public async Task A_composition_that_deletes_its_folder_hides_no_leak_and_blocks_no_other_watch()
    {
        var leaks = await Canary.WatchAsync(canary =>
        {
            Console.WriteLine(canary.Plant("mine").Reveal());
            Directory.Delete(canary.Folder);
            return Task.FromResult(canary.Client);
        });
        Assert.Contains(leaks, found => found is { Secret: "mine", Channel: "console" });
        Assert.Empty(await Canary.WatchAsync(canary => Task.FromResult(canary.Client)).WaitAsync(TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public async Task An_exception_without_a_leak_is_rethrown() => await Assert.ThrowsAsync<IOException>(
        () => Canary.WatchAsync<int>(canary => throw new IOException($"{canary.Token}")));

    [Fact]
    public async Task A_composition_that_takes_no_secret_or_starts_another_watch_is_an_error()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Canary.WatchAsync(_ => Task.FromResult(1)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Canary.WatchAsync(
            canary => Canary.WatchAsync(_ => Task.FromResult(canary.Client))));
    }

    private static object? Do(Action leak)
    {
        leak();
        return null;
    }

    private static object? Log(Canary canary, Action<ILogger> leak) => Do(() =>
    {
        using var logging = LoggerFactory.Create(builder => builder.AddProvider(canary.Sink<ILoggerProvider>()));
        leak(logging.CreateLogger("test"));
    });

    private static object? WithSerilog(Canary canary, Action<Serilog.ILogger> leak) => Do(() =>
    {
        using var logger = new LoggerConfiguration().WriteTo.Sink(canary.Sink<ILogEventSink>()).CreateLogger();
        leak(logger);
    });

    private static object? Get(Canary canary, string address, params (string Name, string Value)[] headers) => Do(() =>
    {
        using var http = new HttpClient(canary.CreateHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        Array.ForEach(headers, header => request.Headers.TryAddWithoutValidation(header.Name, header.Value));
        using var reply = http.SendAsync(request).GetAwaiter().GetResult();
    });

    private sealed record Printed(string Token);

    // F# prints it by its attribute, and whoever else by what is no text of it.
    [StructuredFormatDisplay("{Token}")]
    private sealed class Hidden(string token)
    {
        public string Token => token;

        public override string ToString() => "hidden";
    }
}
