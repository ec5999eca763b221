using System.Net;
using System.Net.Sockets;
using WebSignIn;

namespace PodioOAuth.Functional.WebSignIn.Tests.Server;

/// <summary>The site as a process that cannot start: a sentence that says what to do, and no stack trace.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("Podio__ClientId", "mine", "Podio__ClientId is set and Podio__ClientSecret is not")]
    [InlineData("Podio__ClientSecret", "mine", "Podio__ClientSecret is set and Podio__ClientId is not")]
    [InlineData("Site__Address", "foo", "Site__Address is 'foo', and has to be the address that people see")]
    [InlineData("Site__Address", "ftp://example.com", "Site__Address is 'ftp://example.com'")]
    [InlineData("Site__Address", "http://*:5000", "Site__Address is 'http://*:5000'")]
    [InlineData("Site__Address", "http://0.0.0.0/app", "Site__Address is 'http://0.0.0.0/app'")]
    [InlineData("Site__Address", "https://example.com/?a=b", "Site__Address is 'https://example.com/?a=b'")]
    [InlineData("Site__SignInsPerMinute", "0", "Site__SignInsPerMinute is '0', and has to be a positive integer.")]
    [InlineData("Site__Proxy", "proxy", "Site__Proxy is 'proxy', and has to be the IP address of the proxy.")]
    [InlineData("ASPNETCORE_URLS", "foo", "The site cannot listen there: Invalid url: 'foo'.")]
    [InlineData("ASPNETCORE_URLS", "http://192.0.2.1:5000", "The site cannot listen there: ")]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:0/app", "The site cannot listen there: ")]
    [InlineData("ASPNETCORE_URLS", "http://*:0", "set Site__Address to the one that people see.")]
    [InlineData("ASPNETCORE_URLS", "http://+:0", "set Site__Address to the one that people see.")]
    [InlineData("ASPNETCORE_URLS", "http://0.0.0.0:0", "set Site__Address to the one that people see.")]
    public async Task A_setting_that_cannot_be_used_is_a_sentence(string setting, string value, string sentence)
    {
        var (exit, output, error) = await RunAsync((setting, value));
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        AssertIsSentence(exit, output, error);
    }

    [Fact]
    public async Task An_API_address_that_cannot_be_used_is_a_sentence()
    {
        var (exit, output, error) =
            await RunAsync(("Podio__ClientId", "mine"), ("Podio__ClientSecret", "made-up"), ("Podio__ApiBase", "foo"));
        Assert.StartsWith("The settings of Podio cannot be used: ", error, StringComparison.Ordinal);
        AssertIsSentence(exit, output, error);
        Assert.DoesNotContain("made-up", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_port_that_is_taken_is_a_sentence(string host)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var (exit, output, error) = await RunAsync(("ASPNETCORE_URLS", $"http://{host}:{port}"));
        Assert.Contains($":{port}", error, StringComparison.Ordinal);
        Assert.Contains("ASPNETCORE_URLS chooses another address.", error, StringComparison.Ordinal);
        AssertIsSentence(exit, output, error);
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
