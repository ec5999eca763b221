using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PodioOAuth.Functional.Stores;
using PodioOAuth.Functional.Support;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Folders of the file store with so many logins in each.</summary>
internal sealed class LoginFolders : IDisposable
{
    private static readonly int[] Counts = [1, 10, 100, 1_000, 10_000];
    private static readonly int[] QuickCounts = Counts[..3];
    private static readonly ClientCredentials Client = new(clientId: SampleForm.ClientId, clientSecret: SampleForm.ClientSecret);

    private readonly SampleExchange _exchange = new(TimeSpan.Zero);
    private readonly Dictionary<int, TemporaryFolder> _folders = [];
    private readonly bool _quick;
    private int _codes;

    internal LoginFolders(bool quick) => _quick = quick;

    internal IReadOnlyList<Series> Series =>
    [
        Of("read one of the logins in a folder", (store, _, name) => ReadAsync(store, name)),
        Of("sign in to one of the logins in a folder", (store, _, name) => SignInAsync(store, name)),
        Of("list the logins in a folder", (store, count, _) => ListAsync(store, count)),
    ];

    public void Dispose()
    {
        foreach (var folder in _folders.Values)
        {
            folder.Dispose();
        }
    }

    private Series Of(string work, Func<FileTokenStore, int, string, Task<int>> run) =>
        new(work, "logins", _quick ? QuickCounts : Counts, count =>
        {
            var store = new FileTokenStore(FolderOf(count));
            var next = new Random(20260811);
            return Contender.Of("FileTokenStore", () => run(store, count, NameOf(next.Next(count))), callers: 1);
        });

    private async Task<int> ReadAsync(FileTokenStore store, string name)
    {
        await using var source = SourceOf(store, name);
        return LengthOf(await source.GetTokenAsync().ConfigureAwait(false));
    }

    private async Task<int> SignInAsync(FileTokenStore store, string name)
    {
        await using var source = SourceOf(store, name);
        var code = Interlocked.Increment(ref _codes).ToString(CultureInfo.InvariantCulture);
        return LengthOf(await source.SignInAsync(code, "https://www.example.com/signin-podio").ConfigureAwait(false));
    }

    private static async Task<int> ListAsync(FileTokenStore store, int count)
    {
        var listed = 0;
        await foreach (var _ in store.ListAsync().ConfigureAwait(false))
        {
            listed++;
        }

        return listed == count ? listed : throw new InvalidOperationException($"{listed} logins were listed instead of {count}.");
    }

    private SignedInTokenSource SourceOf(FileTokenStore store, string name) =>
        TokenSource.SignedIn(_exchange.AskAsync, Client, name, options: new() { Store = store });

    private string FolderOf(int count)
    {
        if (!_folders.TryGetValue(count, out var folder))
        {
            _folders.Add(count, folder = new TemporaryFolder());
            Fill(folder, count);
        }

        return folder.Path;
    }

    // One login is signed in to, and its file is copied for all others: each on its own would have the disk write thousands of times.
    private void Fill(TemporaryFolder folder, int count)
    {
        SignInAsync(new FileTokenStore(folder.Path), NameOf(0)).GetAwaiter().GetResult();
        var (first, file) = (KeyOf(0), folder.Single(".json"));
        var text = File.ReadAllText(file);
        for (var i = 1; i < count; i++)
        {
            var key = KeyOf(i);
            var copy = folder[Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) + ".json"];
            File.Copy(file, copy); // With who may read it.
            File.WriteAllText(copy, text.Replace(first, key, StringComparison.Ordinal));
        }
    }

    private static string KeyOf(int index) =>
        LoginKey.OfLogin(PodioEndpoint.Default, Client.ClientId, NameOf(index)).ToString();

    private static string NameOf(int index) => index.ToString("'user-'00000", CultureInfo.InvariantCulture);

    private static int LengthOf(LanguageExt.Either<TokenSourceError, Token> answer) => answer.Match(
        Right: token => token.AccessToken.Reveal().Length,
        Left: error => throw new InvalidOperationException(error.Describe()));
}
