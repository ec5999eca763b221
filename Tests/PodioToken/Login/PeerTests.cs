namespace PodioOAuth.Functional.PodioToken.Tests.Login;

/// <summary>Whose the connection is that brings the browser's answer.</summary>
public sealed class PeerTests
{
    private static readonly IPEndPoint Here = IPEndPoint.Parse("127.0.0.1:8765");
    private static readonly IPEndPoint Browser = IPEndPoint.Parse("127.0.0.1:45618");

    [SkippableTheory]
    [InlineData("0100007F:B232 0100007F:223D 01", "1000", "77", 1000u)]
    [InlineData("0000000000000000FFFF00000100007F:B232 0000000000000000FFFF00000100007F:223D 01", "1001", "77", 1001u)]
    [InlineData("0100007F:B232 0100007F:223D 06", "0", "0", null)] // Closed, so it says that it is root's.
    [InlineData("0100007F:223D 0100007F:B232 01", "1000", "77", null)] // The end of the listener.
    [InlineData("0100007F:B233 0100007F:223D 01", "1000", "77", null), InlineData("0200007F:B232 0100007F:223D 01", "1000", "77", null)]
    public void The_table_of_Linux_tells_the_user_of_an_open_socket(string ends, string user, string inode, uint? expected)
    {
        Skip.IfNot(BitConverter.IsLittleEndian, "The table is in the machine's byte order.");
        string[] lines =
        [
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
            $"   1: {ends} 00000000:00000000 00:00000000 00000000  {user}        0 {inode} 1 00000000a8b3fe1a 20 4 30 10 -1",
        ];
        Assert.Equal(expected, Peer.UserOf(lines, Browser, Here));
    }

    [SkippableTheory]
    [InlineData("127.0.0.1", AddressFamily.InterNetwork), InlineData("127.0.0.1", AddressFamily.InterNetworkV6)]
    [InlineData("::1", AddressFamily.InterNetworkV6)]
    public async Task A_processs_own_open_socket_is_recognized_and_a_closed_one_is_not(string address, AddressFamily family)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Socket.OSSupportsIPv6, "Other systems do not tell.");
        using var listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();
        using var client = new Socket(family, SocketType.Stream, ProtocolType.Tcp);
        if (family == AddressFamily.InterNetworkV6)
        {
            client.DualMode = true;
        }

        await client.ConnectAsync(listener.LocalEndpoint);
        using var accepted = await listener.AcceptSocketAsync();
        var (peer, here) = ((IPEndPoint)accepted.RemoteEndPoint!, (IPEndPoint)accepted.LocalEndPoint!);
        Assert.False(Peer.IsAnothers(peer, here));
        client.Dispose();
        Assert.True(Peer.IsAnothers(peer, here));
    }

    [SkippableFact]
    public async Task A_callback_of_another_user_is_reported_and_ignored_even_with_the_state()
    {
        Skip.IfNot(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/setpriv"),
            "Only root can be another user as well.");
        Curl.SkipWithout();
        await using var home = await Home.StartAsync();
        var statuses = "";
        var browser = new ScriptedBrowser(address =>
        {
            if (address.AbsolutePath == "/callback")
            {
                statuses += StatusForAnother(new Uri($"{address.GetLeftPart(UriPartial.Path)}?code=theirs&state={StateOf(address)}"));
            }

            return address;
        });
        var run = await home.RunAsync(browser, "login");
        Assert.Equal((0, "403"), (run.ExitCode, statuses));
        Assert.Contains("another user of this machine may have sent it. It was ignored.", run.Error, StringComparison.Ordinal);
    }

    private static string StateOf(Uri address) => address.Query.Split("state=")[1].Split('&')[0];

    private static string StatusForAnother(Uri address)
    {
        var start = new ProcessStartInfo(
            "setpriv",
            [
                "--reuid=65534", "--regid=65534", "--clear-groups",
                "curl", "--silent", "-o", "/dev/null", "-w", "%{http_code}", address.AbsoluteUri,
            ])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        return process.StandardOutput.ReadToEnd();
    }
}
