namespace PodioOAuth.Functional.WebSignIn.Tests.Server;

/// <summary>The server's part in the client-side flow: the state.</summary>
public sealed class ClientSideTests : OnSite
{
    private const string Ours = "{\"isOurs\":true}";
    private const string NotOurs = "{\"isOurs\":false}";

    [Fact]
    public async Task A_token_is_requested_and_the_state_is_valid_once()
    {
        var address = (await Guest.PressAsync("/client-side", "/client-side")).Location!;
        Assert.Contains("response_type=token", address, StringComparison.Ordinal);
        var callback = Uri.EscapeDataString(new Uri(Site.Address, "client-side/callback").AbsoluteUri);
        Assert.Contains($"redirect_uri={callback}", address, StringComparison.Ordinal);
        Assert.Equal(Ours, await CheckAsync(Guest, Guest.StateOf(address)));
        Assert.Equal(NotOurs, await CheckAsync(Guest, Guest.StateOf(address)));
    }

    [Fact]
    public async Task Another_state_is_not_accepted()
    {
        using var attacker = new Guest(Site);
        await Guest.PressAsync("/client-side", "/client-side");
        var theirs = Guest.StateOf((await attacker.PressAsync("/client-side", "/client-side")).Location!);
        var ofOtherFlow = Guest.StateOf(await Guest.BeginAsync());
        Assert.Equal(NotOurs, await CheckAsync(Guest, theirs));
        Assert.Equal(NotOurs, await CheckAsync(Guest, ofOtherFlow));
        Assert.Equal(NotOurs, await CheckAsync(Guest, ""));
    }

    private static async Task<string> CheckAsync(Guest guest, string state) =>
        (await guest.PostAsync("/client-side/state", KeyValuePair.Create("state", state))).Body;
}
