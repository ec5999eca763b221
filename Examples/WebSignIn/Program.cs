using WebSignIn;

// A site that people sign in to with Podio. It needs no real Podio: if no client is configured, it starts a local one.
//
//   dotnet run --project Examples/WebSignIn
//
// For the real Podio: Podio__ClientId and Podio__ClientSecret in the environment, and ASPNETCORE_URLS with an address on the domain that
// was registered with the API key; behind a proxy Site__Address as well, with the address that people see, and Site__Proxy, with the IP
// address of the proxy. Arguments aren't read, because every process of the machine can see them.

var builder = WebApplication.CreateBuilder();
builder.Logging.AddFilter("Microsoft", LogLevel.Warning); // Only the address is printed.
var isStarting = true; // Until then the host and the server log, with a stack trace, what is reported below in a sentence.
builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => !isStarting && level >= LogLevel.Warning);
builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => !isStarting && level >= LogLevel.Warning);
try
{
    await using var site = await WebSite.StartAsync(builder);
    isStarting = false;
    Console.WriteLine(site.StandIn is null
        ? $"Sign in with Podio at {site.Address}"
        : $"Sign in at {site.Address} with a local stand-in for Podio, at {site.StandIn.Server.Address}. Every user there is made up.");
    await site.WaitAsync();
    return 0;
}
catch (Exception exception) when (isStarting && StartProblem.Of(exception) is { } problem)
{
    Console.Error.WriteLine(problem);
    return 1;
}
