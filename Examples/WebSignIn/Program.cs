using Microsoft.Extensions.Options;
using WebSignIn;

// A site that people sign in to with Podio. It needs no real Podio: where no client is configured it starts a local one.
//
//   dotnet run --project Examples/WebSignIn
//
// For the real Podio: Podio__ClientId and Podio__ClientSecret in the environment, and ASPNETCORE_URLS with an address on the domain that
// was registered with the API key; behind a proxy Site__Address as well, with the address that people see. Arguments are not read, for
// every process of the machine sees them.

var builder = WebApplication.CreateBuilder();
builder.Logging.AddFilter("Microsoft", LogLevel.Warning); // The address is what there is to see.
try
{
    await using var site = await WebSite.StartAsync(builder);
    Console.WriteLine(site.StandIn is null
        ? $"Sign in with Podio at {site.Address}"
        : $"Sign in at {site.Address} with a local stand-in for Podio, at {site.StandIn.Server.Address}. Every user there is made up.");
    await site.WaitAsync();
    return 0;
}
catch (OptionsValidationException exception)
{
    Console.Error.WriteLine($"The settings of Podio cannot be used: {string.Join("; ", exception.Failures)}");
    return 1;
}
