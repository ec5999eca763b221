using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using WebSignIn;

namespace PodioOAuth.Functional.WebSignIn.Tests.Server;

/// <summary>A site that cannot start: a sentence that says what to do, and no stack trace. Of each kind of cause one is run as a process,
/// the rest within this one.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("Podio:ClientId", "mine", "Podio__ClientId is set and Podio__ClientSecret isn't")]
    [InlineData("Podio:ClientSecret", "mine", "Podio__ClientSecret is set and Podio__ClientId isn't")]
    [InlineData("Site:Address", "foo", "Site__Address is 'foo', but must be the address that people see")]
    [InlineData("Site:Address", "ftp://example.com", "Site__Address is 'ftp://example.com'")]
    [InlineData("Site:Address", "http://*:5000", "Site__Address is 'http://*:5000'")]
    [InlineData("Site:Address", "http://0.0.0.0/app", "Site__Address is 'http://0.0.0.0/app'")]
    [InlineData("Site:Address", "https://example.com/?a=b", "Site__Address is 'https://example.com/?a=b'")]
    [InlineData("Site:SignInsPerMinute", "0", "Site__SignInsPerMinute is '0', but must be a positive integer.")]
    [InlineData("Site:Proxy", "proxy", "Site__Proxy is 'proxy', but must be the IP address of the proxy.")]
    [InlineData("urls", "foo", "The site can't listen there: Invalid url: 'foo'.")]
    [InlineData("urls", "http://192.0.2.1:5000", "The site can't listen there: ")]
    [InlineData("urls", "http://127.0.0.1:0/app", "The site can't listen there: ")]
    [InlineData("urls", "http://*:0", "set Site__Address to the one that people see.")]
    [InlineData("urls", "http://+:0", "set Site__Address to the one that people see.")]
    [InlineData("urls", "http://0.0.0.0:0", "set Site__Address to the one that people see.")]
    public async Task An_invalid_setting_is_reported_in_a_sentence(string setting, string value, string sentence)
    {
        var problem = await ProblemAsync(setting, value);
        Assert.Contains(sentence, problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem);
        Assert.DoesNotContain("Exception", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Site__Address", "foo", "Site__Address is 'foo'")]
    [InlineData("ASPNETCORE_URLS", "foo", "The site can't listen there: Invalid url: 'foo'.")]
    public async Task A_process_reports_it_and_nothing_else(string setting, string value, string sentence)
    {
        var (exit, output, error) = await RunAsync((setting, value));
        Assert.StartsWith(sentence, error, StringComparison.Ordinal);
        AssertIsSentence(exit, output, error);
    }

    [Fact]
    public async Task An_invalid_API_address_is_reported_in_a_sentence()
    {
        var (exit, output, error) =
            await RunAsync(("Podio__ClientId", "mine"), ("Podio__ClientSecret", "made-up"), ("Podio__ApiBase", "foo"));
        Assert.StartsWith("The Podio settings are invalid: ", error, StringComparison.Ordinal);
        AssertIsSentence(exit, output, error);
        Assert.DoesNotContain("made-up", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_reported_in_a_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var (exit, output, error) = await RunAsync(("ASPNETCORE_URLS", $"http://127.0.0.1:{port}"));
        Assert.Contains($":{port}", error, StringComparison.Ordinal);
        Assert.Contains("Set ASPNETCORE_URLS to another address.", error, StringComparison.Ordinal);
        AssertIsSentence(exit, output, error);
        var byName = await ProblemAsync("urls", $"http://localhost:{port}");
        Assert.Contains($":{port}", byName, StringComparison.Ordinal);
        Assert.EndsWith(" Set ASPNETCORE_URLS to another address.", byName, StringComparison.Ordinal);
    }

    private static async Task<string> ProblemAsync(string setting, string value)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration[setting] = value;
        return StartProblem.Of(await Assert.ThrowsAnyAsync<Exception>(() => WebSite.StartAsync(builder)))!;
    }

    private static void AssertIsSentence(int exit, string output, string error)
    {
        Assert.Equal("", output);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("Exception", error, StringComparison.Ordinal);
        Assert.Equal(1, exit);
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(params (string Name, string Value)[] settings)
    {
        var run = await ProcessRun.OfAsync("dotnet", [typeof(WebSite).Assembly.Location], start =>
        {
            foreach (var (name, value) in settings)
            {
                start.Environment[name] = value;
            }
        });
        return (run.ExitCode, run.Output, run.Error);
    }
}
