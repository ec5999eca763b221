using System.Runtime.ExceptionServices;

namespace PodioOAuth.Functional.Serving;

// WatchAsync : (Canary → Task<T>) → Leak*

/// <summary>Marked secrets for your own composition, and a search for them in everything that it emits.</summary>
/// <remarks>
/// <para>While the composition runs, the following are recorded: the console, <see cref="System.Diagnostics.Trace"/>, activities, metrics,
/// the addresses that an <see cref="HttpClient"/> calls, the calls of a <see cref="Sink{T}"/>, and what is passed to <see cref="Show"/>.
/// When it ends, the result or exception (its <c>ToString</c>, JSON, F#'s <c>%A</c>, debugger view and public properties) and the files
/// under <see cref="Folder"/> and the watched folders are added.</para>
/// <para>The console, traces and metrics belong to the whole process, so watches run one at a time. Output of other code does no harm,
/// because the secrets are random.</para>
/// </remarks>
/// <example>
/// <code>
/// var leaks = await Canary.WatchAsync(async canary =>
/// {
///     using var logging = LoggerFactory.Create(log => log.AddProvider(canary.Sink&lt;ILoggerProvider&gt;()));
///     return await new MyService(canary.Transport, canary.Client, logging).RunAsync();
/// });
/// Assert.Empty(leaks);
/// </code>
/// </example>
public sealed class Canary
{
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);
    private static readonly AsyncLocal<bool> IsWatching = new();

    private readonly Recording _recording;
    private readonly Planted _planted = new();
    private readonly List<string> _folders = [];

    private Canary(Recording recording, string folder)
    {
        (_recording, Folder) = (recording, folder);
        _folders.Add(folder);
    }

    /// <summary>Runs a composition, and searches everything that it emits for the planted secrets.</summary>
    /// <param name="composition">The composition, which takes its secrets from the canary. Its result is searched too: return what the
    /// composition returns to its callers.</param>
    /// <returns>The leaks, each secret at most once per channel. An exception of the composition is searched too; if no secret leaked, it
    /// is rethrown.</returns>
    /// <exception cref="InvalidOperationException">The composition took no secret from the canary, so there was nothing to find; or it runs
    /// within another watch.</exception>
    public static async Task<IReadOnlyList<Leak>> WatchAsync<T>(Func<Canary, Task<T>> composition)
    {
        ArgumentNullException.ThrowIfNull(composition);
        if (IsWatching.Value)
        {
            throw new InvalidOperationException("A watch is already running. A composition can't start another one.");
        }

        await OneAtATime.WaitAsync().ConfigureAwait(false);
        try
        {
            IsWatching.Value = true;
            return await RunInOwnFolderAsync(composition).ConfigureAwait(false);
        }
        finally
        {
            IsWatching.Value = false;
            OneAtATime.Release();
        }
    }

    /// <summary>Credentials with a planted client secret.</summary>
    public ClientCredentials Client => new("canary-client", Plant(FieldNames.ClientSecret));

    /// <summary>Requests of each grant, with planted secrets.</summary>
    public IReadOnlyList<TokenRequest> Requests =>
    [
        new(Client, Grant.AuthorizationCode(Plant(FieldNames.Code), "https://canary.example/cb")),
        new(Client, Grant.Password("canary@example.com", Plant(FieldNames.Password))),
        new(Client, Grant.App(4711, Plant(FieldNames.AppToken))),
        new(Client, Grant.RefreshToken(Plant(FieldNames.RefreshToken))),
    ];

    /// <summary>A token with a planted access token and refresh token. <see cref="Transport"/> returns it.</summary>
    public Token Token => PlantedPodio.TokenOf(_planted);

    /// <summary>Grants every request with <see cref="Token"/>.</summary>
    public Transport Transport => PlantedPodio.Granting(_planted);

    /// <summary>Rejects every request, and quotes the request's secrets in the description, as a server may.</summary>
    public Transport RejectingTransport => PlantedPodio.Rejecting;

    /// <summary>A folder of this watch, to write files to. Deleted when the watch ends, if possible.</summary>
    public string Folder { get; }

    /// <summary>Returns a planted secret: random letters and digits around characters that URLs, JSON and HTML escape.</summary>
    /// <param name="name">The name of the secret in findings. The same name returns the same secret.</param>
    public Secret Plant(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _planted.Of(name);
    }

    /// <summary>Returns a handler that grants token requests with <see cref="Token"/> and answers any other call with an empty JSON object.
    /// It records addresses, and headers other than <c>Authorization</c>.</summary>
    public HttpMessageHandler CreateHttpHandler() => new PlantedPodio(_planted, _recording);

    /// <summary>Returns an implementation of a logging interface, such as <c>ILoggerProvider</c> or Serilog's <c>ILogEventSink</c>, that
    /// records the arguments of every call. Interfaces that its members return are implemented in the same way.</summary>
    /// <typeparam name="T">A public interface.</typeparam>
    public T Sink<T>()
        where T : class => RecordingSink.Create<T>(_recording);

    /// <summary>Searches an object: its <c>ToString</c>, JSON, F#'s <c>%A</c>, debugger view and public properties; for an exception,
    /// everything that a logger may write of it.</summary>
    /// <param name="channel">The name of the object in findings.</param>
    /// <param name="value">The object; null shows nothing.</param>
    public void Show(string channel, object? value)
    {
        ArgumentNullException.ThrowIfNull(channel);
        _recording.Show(channel, value);
    }

    /// <summary>Adds a folder whose files are searched when the composition has ended.</summary>
    /// <param name="folder">The folder. It may not exist yet.</param>
    public void WatchFolder(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        _folders.Add(folder);
    }

    private static async Task<IReadOnlyList<Leak>> RunInOwnFolderAsync<T>(Func<Canary, Task<T>> composition)
    {
        var folder = Directory.CreateTempSubdirectory("canary-");
        try
        {
            return await new Canary(new Recording(), folder.FullName).RunAsync(composition).ConfigureAwait(false);
        }
        finally
        {
            Delete(folder);
        }
    }

    private static void Delete(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The composition deleted it, or still has a file open.
        }
    }

    private async Task<IReadOnlyList<Leak>> RunAsync<T>(Func<Canary, Task<T>> composition)
    {
        ExceptionDispatchInfo? thrown = null;
        using (new Ears(_recording))
        {
            try
            {
                Show("result", await composition(this).ConfigureAwait(false));
            }
            catch (Exception exception)
            {
                Show("exception", exception);
                thrown = ExceptionDispatchInfo.Capture(exception);
            }
        }

        if (_planted.IsEmpty)
        {
            thrown?.Throw();
            throw new InvalidOperationException("The composition took no secret from the canary, so there was nothing to find.");
        }

        var leaks = _planted.In(_recording, _folders.SelectMany(WatchedFile.Under));
        if (leaks.Count == 0)
        {
            thrown?.Throw();
        }

        return leaks;
    }
}
