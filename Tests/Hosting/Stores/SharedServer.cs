using Xunit.Sdk;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>A server of all tests that need one. Without it they are skipped, but where everything has to run they fail.</summary>
public abstract class Shared<TServer>(Func<Task<TServer>> start) : IAsyncLifetime
    where TServer : class, IDisposable
{
    private TServer? _server;
    private string _reason = "";

    /// <summary>The server; or else the test ends here.</summary>
    public TServer Server
    {
        get
        {
            var isNeeded = Environment.GetEnvironmentVariable("CI") == "true";
            Skip.If(_server is null && !isNeeded, _reason);
            return _server ?? throw new XunitException(_reason);
        }
    }

    public async Task InitializeAsync()
    {
        try
        {
            _server = await start();
        }
        catch (Exception exception) when (exception is ServerException or System.ComponentModel.Win32Exception or TimeoutException)
        {
            _reason = exception.Message;
        }
    }

    public virtual Task DisposeAsync()
    {
        _server?.Dispose();
        return Task.CompletedTask;
    }
}

/// <summary>A server that speaks the protocol of Redis.</summary>
public sealed class SharedServer() : Shared<RespServer>(RespServer.StartAsync)
{
    /// <summary>The collection of tests that use it.</summary>
    public const string Collection = "RESP server";

    internal string Address => Server.Address;
}

/// <summary>One after the other: they start many processes.</summary>
[CollectionDefinition(SharedServer.Collection)]
public sealed class SharedServerTests : ICollectionFixture<SharedServer>;
