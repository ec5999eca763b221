namespace PodioOAuth.Functional.Repository.Tests.Tenants;

/// <summary>The example with several tenants, run as a user runs it.</summary>
public sealed class TenantsTests
{
    private const string Printed =
        """
        One worker with four tenants, each with its own token; one tenant's app token is mistyped.
        You don't have to start anything else: the program starts a local Podio.

        First calls, three per tenant at once:
          Bakery    200, as app 1001
          Garage    200, as app 1002
          School    200, as app 1003
          Mistyped  no token: ExchangeError
          4 token requests
        After Podio has let the tokens expire:
          Bakery    200, as app 1001
          Garage    200, as app 1002
          School    200, as app 1003
          Mistyped  no token: CoolingDownError
          3 token requests
        After the bakery has left:
          Garage    200, as app 1002
          School    200, as app 1003
          Mistyped  no token: CoolingDownError
          0 token requests

        """;

    [Fact]
    public async Task Each_tenant_has_its_own_token_and_a_wrong_one_opens_nothing()
    {
        var run = await ProcessRun.OfAsync("dotnet", [Checkout.Built("Examples/Tenants", "Tenants.dll")]);
        // A call that came late.
        var output = run.Output.Replace("ExchangeError; no token: CoolingDownError", "ExchangeError", StringComparison.Ordinal);
        Assert.Equal(Printed.ReplaceLineEndings("\n"), output.ReplaceLineEndings("\n"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }
}
