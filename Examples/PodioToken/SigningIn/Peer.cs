using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using PodioToken.Profiles;

namespace PodioToken.SigningIn;

// Peer = this user's (or root's) | another user's | unknown

/// <summary>The user of this machine at the other end of a loopback connection.</summary>
internal static class Peer
{
    private const int Reads = 3; // The table isn't a snapshot: a line may be missed while others are added and removed.
    private const int FieldsOfLine = 10;
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>Whether the other end belongs to another user. False if the system doesn't report who owns it.</summary>
    /// <remarks>Root counts as this user: root can do anything anyway, and relays such as that of WSL belong to root. An end that is closed
    /// or not in the table counts as another user's, because a browser waits for the reply.</remarks>
    public static bool IsAnothers(IPEndPoint peer, IPEndPoint here)
    {
        if (!OperatingSystem.IsLinux() || !Tables.Any(File.Exists) || UnixUser.Current is not { } user)
        {
            return false;
        }

        for (var read = 0; read < Reads; read++)
        {
            if (UserOf(Tables.Where(File.Exists).SelectMany(File.ReadLines), peer, here) is { } owner)
            {
                return owner != user && owner != UnixUser.Root;
            }
        }

        return true;
    }

    /// <summary>Returns the user of the peer's open socket, from the kernel's socket table.</summary>
    /// <param name="lines">The table.</param>
    /// <param name="peer">The socket's own address.</param>
    /// <param name="here">The address that it is connected to.</param>
    internal static uint? UserOf(IEnumerable<string> lines, IPEndPoint peer, IPEndPoint here)
    {
        foreach (var line in lines)
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= FieldsOfLine && IsAt(fields[1], peer) && IsAt(fields[2], here)
                && fields[9] != "0" // A closed one has no inode, and is listed as root's.
                && uint.TryParse(fields[7], NumberStyles.None, CultureInfo.InvariantCulture, out var user))
            {
                return user;
            }
        }

        return null;
    }

    // Words in the machine's byte order, in hexadecimal. A socket for both families has mapped IPv4 addresses.
    private static bool IsAt(string text, IPEndPoint endpoint)
    {
        if (text.Split(':') is not [{ Length: 8 or 32 } address, { Length: 4 } port]
            || !address.All(char.IsAsciiHexDigit) || !port.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        var bytes = Convert.FromHexString(address);
        var words = MemoryMarshal.Cast<byte, uint>(bytes.AsSpan());
        if (BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(words, words);
        }

        return int.Parse(port, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) == endpoint.Port
            && Plain(new IPAddress(bytes)).Equals(Plain(endpoint.Address));
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
