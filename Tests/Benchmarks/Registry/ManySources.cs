using System.Collections.Concurrent;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>A registry with the sources of so many apps, beside a <see cref="ConcurrentDictionary{TKey, TValue}"/> with as many.</summary>
/// <remarks>
/// Made: with the same sources in the dictionary, for what it holds is the user's own; what it costs with objects that are nothing stands
/// below. Found: one after the other, in an order in which they were not made, by requests that are equal and not the same. The peer's keys
/// are made beforehand.
/// </remarks>
internal sealed class ManySources(int count)
{
    internal const string Ours = "TokenSourceRegistry";
    internal const string SamePeer = "ConcurrentDictionary with the same sources";
    internal const string EmptyPeer = "ConcurrentDictionary with empty objects";

    private static readonly Goal[] Goals = [new(Measure.Time, AtMost: 2)];
    private static readonly TokenSourceOptions Options = new();

    private readonly SampleLogins _logins = SampleLogins.Of(count);

    internal int Count => count;

    internal Figure Made() => new(Making, Ourselves(), new Batch<object>(SamePeer, count, MakeSame), Goals, CompareMade);

    internal Figure MadeBesideEmpty() =>
        new(Making, Ourselves(), new Batch<object>(EmptyPeer, count, MakeEmpty), [], CompareMade);

    internal Figure Found()
    {
        var (ours, peer) = Finders();
        return new(
            $"find one of {Text}",
            Contender.Of(Ours, ours),
            Contender.Of(SamePeer, peer),
            Goals,
            () => Agreement.Check(((TokenSource)ours()).Key.ToString(), ((TokenSource)peer()).Key.ToString()))
        {
            CauseOfMiss = "the peer's key is a short string made beforehand; ours is the request, whose secrets are hashed, and compared "
                + "in constant time",
        };
    }

    /// <summary>What finds the next source: ours in a registry, the peer's in a dictionary. Both are asked for the same ones in
    /// turn.</summary>
    internal (Func<object> Ours, Func<object> Peer) Finders()
    {
        var (registry, dictionary) = (MakeRegistry(), MakeSame());
        var (requests, keys) = (SampleLogins.Of(count), SampleLogins.Of(count));
        return (
            () => registry.Unattended(requests.Requests[requests.Next()]),
            () => dictionary.GetOrAdd(keys.Keys[keys.Next()], Missing));
    }

    private string Making => $"make {Text}, each";

    private string Text => count == 1 ? "1 source" : FormattableString.Invariant($"{count:#,0} sources");

    private Batch<TokenSourceRegistry> Ourselves() => new(Ours, count, MakeRegistry);

    private TokenSourceRegistry MakeRegistry()
    {
        var registry = new TokenSourceRegistry(Exchange, Options);
        foreach (var request in _logins.Requests)
        {
            registry.Unattended(request);
        }

        return registry;
    }

    private ConcurrentDictionary<string, object> MakeSame()
    {
        var dictionary = new ConcurrentDictionary<string, object>();
        for (var i = 0; i < count; i++)
        {
            dictionary.GetOrAdd(_logins.Keys[i], MakeSource, _logins.Requests[i]);
        }

        return dictionary;
    }

    private ConcurrentDictionary<string, object> MakeEmpty()
    {
        var dictionary = new ConcurrentDictionary<string, object>();
        foreach (var key in _logins.Keys)
        {
            dictionary.GetOrAdd(key, static _ => new object());
        }

        return dictionary;
    }

    private void CompareMade() => Agreement.Check(MakeRegistry().Count, MakeSame().Count);

    private static object MakeSource(string key, TokenRequest request) => TokenSource.Unattended(Exchange, request, Options);

    private static object Missing(string key) => throw new InvalidOperationException($"There is no source {key}.");

    private static Task<LanguageExt.Either<OAuthError, Token>> Exchange(TokenRequest request, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Nobody was to ask for a token.");
}
