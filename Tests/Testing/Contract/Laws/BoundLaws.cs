using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>How much is read.</summary>
internal static class BoundLaws
{
    private const int Endless = 32 * 1024 * 1024;

    internal static IReadOnlyList<TransportLaw> All { get; } =
    [
        new("Gives up a body larger than the bound, and keeps the rest of the reply", BoundsBody),
    ];

    private static Task<string?> BoundsBody(TransportFactory create) => Law.AllAsync(
    [
        .. from framing in Framing.All
           select ($"{framing.Name}, as large as the bound", (Func<Task<string?>>)(() => Law.AgainstAsync(
               create, framing.Answer(new byte[Law.Bound]), (attempt, _) => attempt.HasBody(new byte[Law.Bound])))),
        .. from framing in Framing.All
           select ($"{framing.Name}, a byte larger", (Func<Task<string?>>)(() => Law.AgainstAsync(
               create, framing.Answer(new byte[Law.Bound + 1]), (attempt, _) => attempt.IsTooLarge()))),
        ("a Content-Length of a terabyte", () => Law.AgainstAsync(
            create,
            WireAnswers.Bytes(WireAnswers.Head(200, "Content-Length: 1099511627776", "X-Podio-Request-Id: law") + "{"),
            (attempt, _) => attempt.IsTooLarge())),
        ("endless chunks", () => GivesUpEndlessBody(create)),
    ]);

    private static async Task<string?> GivesUpEndlessBody(TransportFactory create)
    {
        long sent = 0;
        await using var server = WireServer.Start(async (_, connection) =>
        {
            var chunk = Encoding.Latin1.GetBytes($"4000\r\n{new string(' ', 0x4000)}\r\n");
            await connection.SendAsync(Framing.ChunkedHead).ConfigureAwait(false);
            for (; Volatile.Read(ref sent) < Endless; Interlocked.Add(ref sent, chunk.Length))
            {
                await connection.SendAsync(chunk).ConfigureAwait(false);
            }

            await connection.SendAsync("0\r\n\r\n").ConfigureAwait(false);
        });
        var attempt = await Attempt.MakeAsync(create(Law.At(server.Endpoint)), Law.Request()).ConfigureAwait(false);
        return attempt.IsTooLarge()
            ?? (Volatile.Read(ref sent) < Endless
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"read {Endless} bytes and more before giving up"));
    }
}
