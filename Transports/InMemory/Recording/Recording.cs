using System.Security.Cryptography;
using System.Text;
using LanguageExt;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

// Recording = RecordedExchange*

/// <summary>Exchanges with a token endpoint, without their secrets: recorded by <see cref="RecordingExtensions.WithRecording"/>, kept in a
/// file, and played back by <see cref="ToTransport"/>.</summary>
/// <remarks>
/// <para>Every secret is replaced by a stand-in of the same length and alphabet before it is kept, the same secret by the same stand-in, so
/// that a refresh token that was granted is still the one that is sent next. The stand-ins depend on random bytes that are not kept:
/// nobody can compute a secret from one, or try guesses. Of a reply, everything stays that is known to be harmless (the names of members,
/// codes, Podio's own words, short numbers, waits, dates), and everything else becomes a stand-in. <see cref="TokenReply.Parse"/> reads
/// the same from what was recorded as from what came, but for those.</para>
/// <para>Headers that <see cref="HttpReply"/> does not have, cookies among them, are not recorded, and neither is the
/// <c>Authorization</c> of a request. A page of a proxy is kept word by word by the same rules; of a body that is no text only the length
/// and the punctuation are.</para>
/// <para>Safe for concurrent use.</para>
/// </remarks>
/// <example>
/// <code>
/// var recording = new Recording();
/// var token = await podio.WithRecording(recording).RequestTokenAsync(request);
/// recording.Save("podio.json");
/// Transport replay = Recording.Load("podio.json").ToTransport();
/// </code>
/// </example>
public sealed class Recording
{
    private readonly Lock _gate = new();
    private readonly Redaction _redaction;
    private readonly List<RecordedExchange> _exchanges;

    /// <summary>An empty recording.</summary>
    /// <param name="entropy">What the stand-ins depend on; null for the system's cryptographic source. Whoever knows it can compute the
    /// secrets: give one in tests only, to get the same file again.</param>
    public Recording(Entropy? entropy = null)
        : this(entropy ?? new Entropy(RandomNumberGenerator.GetBytes(Entropy.Size)), [])
    {
    }

    private Recording(Entropy entropy, IEnumerable<RecordedExchange> exchanges) =>
        (_redaction, _exchanges) = (new Redaction(new StandIns(entropy.StandInKey())), [.. exchanges]);

    /// <summary>The exchanges so far, in the order in which their replies came.</summary>
    public IReadOnlyList<RecordedExchange> Exchanges
    {
        get
        {
            lock (_gate)
            {
                return [.. _exchanges];
            }
        }
    }

    /// <summary>Adds an exchange, redacted: for what does not go through a <see cref="Transport"/>, such as a call of Podio's
    /// API.</summary>
    /// <param name="request">The request.</param>
    /// <param name="reply">The reply.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public void Add(ReceivedRequest request, HttpReply reply)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(reply);
        Keep(new RecordedExchange(_redaction.Of(request), _redaction.Of(request, reply)));
    }

    /// <summary>Adds a request that got no reply.</summary>
    /// <param name="request">The request.</param>
    /// <param name="failure">Why there is no reply.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public void Add(ReceivedRequest request, UnreachableError failure)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(failure);
        Keep(new RecordedExchange(_redaction.Of(request), failure));
    }

    /// <summary>A transport that answers from what has been recorded until now.</summary>
    /// <remarks>A request is answered by the first exchange of its grant type (of a second factor: of its path) that was not played yet,
    /// whatever its credentials: those of the file are stand-ins. Where there is none the answer is an <see cref="InvalidInputError"/>
    /// with <see cref="FieldProblem.Custom"/>, which says what is missing. Each call gives a transport that begins anew.</remarks>
    public Transport ToTransport() => new Replay(Exchanges).SendAsync;

    /// <summary>The exchanges as JSON: an array in the form of the library's corpus of replies, with request and reply of each.</summary>
    public string ToJson() => RecordingJson.Write(Exchanges);

    /// <summary>Writes <see cref="ToJson"/> to a new file, which on Unix its owner alone may read and write.</summary>
    /// <param name="path">The file. What is there is not overwritten.</param>
    /// <exception cref="IOException">The file exists, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        try
        {
            file.Write(Encoding.UTF8.GetBytes(ToJson()));
            file.Flush(flushToDisk: true);
        }
        catch
        {
            File.Delete(path); // Half a recording is none.
            throw;
        }
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="InvalidDataException">It is no recording. The message says where, and quotes nothing.</exception>
    public static Recording Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new Recording(new Entropy(RandomNumberGenerator.GetBytes(Entropy.Size)), RecordingJson.Read(json));
    }

    /// <summary>Reads a file that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no recording. The message says where, and quotes nothing.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static Recording Load(string path) => Parse(File.ReadAllText(path));

    /// <summary>How many exchanges there are.</summary>
    public override string ToString() => $"Recording {{ Exchanges = {Exchanges.Count} }}";

    private void Keep(RecordedExchange exchange)
    {
        lock (_gate)
        {
            _exchanges.Add(exchange);
        }
    }
}

/// <summary>Records what a transport does.</summary>
public static class RecordingExtensions
{
    /// <summary>The same transport, with every exchange added to a recording.</summary>
    /// <remarks>The answer goes to the caller as it is. What ends in an exception, or in an error other than
    /// <see cref="UnreachableError"/>, was no exchange and is not recorded.</remarks>
    /// <param name="podio">The transport.</param>
    /// <param name="recording">What takes the exchanges.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">The transport returned a null task or <c>default(Either)</c>: a bug of the
    /// transport's. Thrown when it is called.</exception>
    public static Transport WithRecording(this Transport podio, Recording recording)
    {
        const string Origin = "The transport returned";
        ArgumentNullException.ThrowIfNull(podio);
        ArgumentNullException.ThrowIfNull(recording);
        return SendAsync;

        async Task<Either<OAuthError, HttpReply>> SendAsync(FormRequest request, CancellationToken cancellationToken)
        {
            var pending = TransportExtensions.AnswerOf(podio(request, cancellationToken), Origin);
            var answer = TransportExtensions.AnswerOf(await pending.ConfigureAwait(false), Origin);
            if (answer.IsRight)
            {
                recording.Add(request.AsReceived(), (HttpReply)answer);
            }
            else if ((OAuthError)answer is UnreachableError failure)
            {
                recording.Add(request.AsReceived(), failure);
            }

            return answer;
        }
    }
}
