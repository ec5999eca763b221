using Xunit.Sdk;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>The server of all tests that need one. Without it they are skipped, but where everything has to run they fail.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    /// <summary>The collection of tests that use it.</summary>
    public const string Collection = "RESP server";

    private RespServer? _server;
    private string _reason = "";

    /// <summary>Host and port of the server; or else the test ends here.</summary>
    internal string Address
    {
        get
        {
            var isNeeded = Environment.GetEnvironmentVariable("CI") == "true";
            Skip.If(_server is null && !isNeeded, _reason);
            return _server?.Address ?? throw new XunitException(_reason);
        }
    }

    public async Task InitializeAsync()
    {
        try
        {
            _server = await RespServer.StartAsync();
        }
        catch (Exception exception) when (exception is RespServerException or System.ComponentModel.Win32Exception or TimeoutException)
        {
            _reason = exception.Message;
        }
    }

    public Task DisposeAsync()
    {
        _server?.Dispose();
        return Task.CompletedTask;
    }
}

/// <summary>One after the other: they start many processes.</summary>
[CollectionDefinition(SharedServer.Collection)]
public sealed class SharedServerTests : ICollectionFixture<SharedServer>;
