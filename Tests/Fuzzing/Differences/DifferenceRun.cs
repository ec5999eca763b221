using System.Text;

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>Compares how we and others read mutated replies and requests. Deterministic.</summary>
internal static class DifferenceRun
{
    private const int Replies = 60_000;
    private const int Seed = 17;

    internal static int Run(TextWriter output)
    {
        var differences = Find(Replies).ToArray();
        output.WriteLine($"{Replies:N0} replies and {Replies:N0} requests; read differently: {differences.Length:N0}");
        foreach (var group in differences.GroupBy(ReasonOf).OrderBy(group => group.Key is null).ThenByDescending(group => group.Count()))
        {
            output.WriteLine($"{group.Count(),8:N0}  {group.Key ?? "WITHOUT A REASON:"}");
        }

        var unexplained = differences.Where(it => ReasonOf(it) is null).ToArray();
        foreach (var it in unexplained.Take(20))
        {
            output.WriteLine($"{it.Peer}: ours {Print(it.Ours)}, theirs {Print(it.Theirs)}\n  {Encoding.UTF8.GetString(it.Input)}");
        }

        var unused = Purpose.All.Where(purpose => !differences.Any(purpose.Excuses)).ToArray();
        Array.ForEach(unused, purpose => output.WriteLine($"NEVER NEEDED: {purpose.Reason}"));
        return unexplained.Length + unused.Length == 0 ? 0 : 1;
    }

    /// <summary>Returns why ours is different, or null if there is no reason.</summary>
    internal static string? ReasonOf(Difference difference) => Purpose.All.FirstOrDefault(purpose => purpose.Excuses(difference))?.Reason;

    /// <summary>Returns the differences in a number of replies, and in as many forms and JSON bodies together.</summary>
    internal static IEnumerable<Difference> Find(int replies) => OfReplies(replies).Concat(OfRequests(replies)).SelectMany(it => it);

    private static IEnumerable<IEnumerable<Difference>> OfReplies(int count)
    {
        HttpReply[] recorded = [.. ReplySeeds.Recordings().Select(bytes => Recording.Read(bytes)).Where(IsCompared)];
        var bodies = Mutants([.. recorded.Select(reply => reply.ToBytes())]);
        foreach (var (parent, body) in bodies.Take(count))
        {
            var reply = recorded[parent] with { Body = body, RetryAfter = [] };
            var ours = ReplyReaders.Ours(reply);
            yield return ReplyReaders.Peers.SelectMany(it => Compare(it.Peer, body, ours, it.Read(reply)));
        }
    }

    private static IEnumerable<IEnumerable<Difference>> OfRequests(int count)
    {
        foreach (var (_, body) in Mutants([.. RequestSeeds.Forms().Where(form => form.Length < 4096)]).Take(count / 2))
        {
            yield return Compare("FormPipeReader", body, RequestReaders.Ours(body, WireFormat.Form), RequestReaders.ByFormReader(body));
        }

        foreach (var (_, body) in Mutants([.. RequestSeeds.Jsons().Where(json => json.Length < 4096)]).Take(count / 2))
        {
            yield return Compare("System.Text.Json", body, RequestReaders.Ours(body, WireFormat.Json), RequestReaders.ByDocument(body));
        }
    }

    private static bool IsCompared(HttpReply reply) => reply.AsMemory().Length < 4096 && reply.Status is < 300 or 400 or 401;

    private static Difference[] Compare(string peer, byte[] input, Reading ours, Reading theirs) =>
        Purpose.Agree(ours, theirs) ? [] : [new(peer, input, ours, theirs)];

    private static IEnumerable<(int Parent, byte[] Bytes)> Mutants(byte[][] parents)
    {
        var hand = new Random(Seed);
        var mutator = new Mutator(hand, Words.Common);
        while (true)
        {
            var parent = hand.Next(parents.Length);
            yield return (parent, mutator.Mutate(parents[parent], parents[hand.Next(parents.Length)]).ToArray());
        }
    }

    private static string Print(Reading reading) =>
        reading.Values is null ? $"refused {reading.Why}" : string.Join(", ", reading.Values.Select(it => $"{it.Key}={it.Value ?? "?"}"));
}
