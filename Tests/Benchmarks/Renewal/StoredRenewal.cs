using System.Runtime.CompilerServices;
using LanguageExt;
using PodioOAuth.Functional.Stores;
using PodioOAuth.Functional.Support;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>A renewal with a store, over loopback, beside its exchange alone.</summary>
internal sealed class StoredRenewal : IDisposable
{
    private readonly HttpClient _client = new(HttpClientTransport.CreateHandler());
    private readonly Transport _transport;
    private readonly TokenRequest _refresh = SampleRequest.Request with
    {
        Grant = Grant.RefreshToken(SampleReply.ParseValues(SampleReply.Reply).RefreshToken),
    };

    internal StoredRenewal(Uri podio) => _transport = PodioEndpoint.Create(podio.AbsoluteUri).Match(
        Right: endpoint => HttpClientTransport.Create(_client, endpoint),
        Left: error => throw new ArgumentException(error.Describe(), nameof(podio)));

    internal Figure With(ITokenStore store)
    {
        var source = SourceOf(store);
        return new(
            "a renewal",
            Contender.Of("TokenSource.RenewAsync", () => source.RenewAsync(), callers: 1),
            Contender.Of("the exchange alone", () => _transport.RequestTokenAsync(_refresh), callers: 1),
            [],
            () => Agreement.Check(
                Renew(source), SampleReply.ValuesOf(_transport.RequestTokenAsync(_refresh).GetAwaiter().GetResult())));
    }

    /// <summary>How often a renewal with the file store waits for the disk: for a file's bytes, or for its name in the folder.</summary>
    internal int CountFlushes()
    {
        using var folder = new TemporaryFolder();
        var count = 0;
        var source = SourceOf(Watched(folder.Path, timeProvider: null, (operation, _) => count += operation is "flush" or "sync" ? 1 : 0));
        Renew(source); // Signs in, and makes the folder.
        count = 0;
        Renew(source);
        return count;
    }

    public void Dispose() => _client.Dispose();

    // Not disposed: it ends with the process, and its store before it.
    private TokenSource SourceOf(ITokenStore store) =>
        TokenSource.Unattended(_transport.RequestTokenAsync, SampleRequest.Request, new() { Store = store });

    private static TokenValues Renew(TokenSource source) => source.RenewAsync().GetAwaiter().GetResult().Match(
        Right: token => SampleReply.ValuesOf(token),
        Left: error => throw new InvalidOperationException(error.Describe()));

    // The one that tells what it does to files.
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern FileTokenStore Watched(string folder, TimeProvider? timeProvider, Action<string, string>? before);
}
