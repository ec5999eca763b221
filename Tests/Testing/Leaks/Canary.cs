using System.Runtime.ExceptionServices;

namespace PodioOAuth.Functional.Serving;

// WatchAsync : (Canary → Task<T>) → Leak*

/// <summary>Marked secrets for a composition of one's own, and a search for them in everything that it lets out.</summary>
/// <remarks>
/// <para>While the composition runs, all of the following is recorded: the console, <see cref="System.Diagnostics.Trace"/>, activities,
/// metrics, the addresses that an <see cref="HttpClient"/> calls, the calls of a <see cref="Sink{T}"/>, and what is passed to
/// <see cref="Show"/>. Then follow the result or the exception (its <c>ToString</c>, JSON, F#'s <c>%A</c>, debugger and public properties)
/// and the files under <see cref="Folder"/> and the watched folders.</para>
/// <para>The console, traces and metrics are those of the whole process, so watches run one after the other. What other code writes
/// meanwhile does no harm: the secrets are random.</para>
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

    /// <summary>Runs a composition, and looks for the planted secrets in everything that it let out.</summary>
    /// <param name="composition">Takes its secrets from the canary. Its result is searched too: return what the composition gives to its
    /// callers.</param>
    /// <returns>The leaks, a secret at most once for each channel. An exception of the composition is searched; where no secret leaked, it
    /// is thrown.</returns>
    /// <exception cref="InvalidOperationException">The composition took nothing from the canary, so that there was nothing to find; or it
    /// runs within another watch.</exception>
    public static async Task<IReadOnlyList<Leak>> WatchAsync<T>(Func<Canary, Task<T>> composition)
    {
        ArgumentNullException.ThrowIfNull(composition);
        if (IsWatching.Value)
        {
            throw new InvalidOperationException("A watch is running already: a composition cannot begin another one.");
        }

        await OneAtATime.WaitAsync().ConfigureAwait(false);
        var folder = Directory.CreateTempSubdirectory("canary-");
        try
        {
            IsWatching.Value = true;
            return await new Canary(new Recording(), folder.FullName).RunAsync(composition).ConfigureAwait(false);
        }
        finally
        {
            IsWatching.Value = false;
            folder.Delete(recursive: true);
            OneAtATime.Release();
        }
    }

    /// <summary>Credentials with a planted client secret.</summary>
    public ClientCredentials Client => new("canary-client", Plant(FieldNames.ClientSecret));

    /// <summary>A request for each grant, with planted secrets.</summary>
    public IReadOnlyList<TokenRequest> Requests =>
    [
        new(Client, Grant.AuthorizationCode(Plant(FieldNames.Code), "https://canary.example/cb")),
        new(Client, Grant.Password("canary@example.com", Plant(FieldNames.Password))),
        new(Client, Grant.App(4711, Plant(FieldNames.AppToken))),
        new(Client, Grant.RefreshToken(Plant(FieldNames.RefreshToken))),
    ];

    /// <summary>A token with a planted access token and refresh token: what <see cref="Transport"/> answers with.</summary>
    public Token Token => PlantedPodio.TokenOf(_planted);

    /// <summary>Grants every request with <see cref="Token"/>.</summary>
    public Transport Transport => PlantedPodio.Granting(_planted);

    /// <summary>Rejects every request, and quotes the request's secrets in the description, as a server may.</summary>
    public Transport RejectingTransport => PlantedPodio.Rejecting;

    /// <summary>A folder of this watch, to write files to. Removed when the watch ends.</summary>
    public string Folder { get; }

    /// <summary>A planted secret: random letters and digits, and amid them what URLs, JSON and HTML escape.</summary>
    /// <param name="name">The name that findings give it. The same name gives the same secret.</param>
    public Secret Plant(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _planted.Of(name);
    }

    /// <summary>A handler that grants token requests with <see cref="Token"/> and answers any other call with an empty JSON object. It
    /// records addresses, and headers other than <c>Authorization</c>.</summary>
    public HttpMessageHandler CreateHttpHandler() => new PlantedPodio(_planted, _recording);

    /// <summary>An implementation of an interface that logs go to, such as <c>ILoggerProvider</c> or Serilog's <c>ILogEventSink</c>: it
    /// records the arguments of every call. What its members return that is an interface records as well.</summary>
    /// <typeparam name="T">A public interface.</typeparam>
    public T Sink<T>()
        where T : class => RecordingSink.Create<T>(_recording);

    /// <summary>Searches an object: its <c>ToString</c>, JSON, F#'s <c>%A</c>, debugger and public properties; for an exception all that a
    /// logger may write of it.</summary>
    /// <param name="channel">What it is, for the findings.</param>
    /// <param name="value">The object; null shows nothing.</param>
    public void Show(string channel, object? value)
    {
        ArgumentNullException.ThrowIfNull(channel);
        _recording.Show(channel, value);
    }

    /// <summary>Has the files under a folder searched when the composition has ended.</summary>
    /// <param name="folder">The folder. It may not exist yet.</param>
    public void WatchFolder(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        _folders.Add(folder);
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
