using System.Security.Cryptography;
using System.Text;
using LanguageExt;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

// Recording = RecordedExchange*

/// <summary>Exchanges with a token endpoint, without their secrets: recorded by <see cref="RecordingExtensions.WithRecording"/>, saved to a
/// file, and played back by <see cref="ToTransport"/>.</summary>
/// <remarks>
/// <para>Every secret is replaced by a stand-in of the same length and alphabet before it is stored. Equal secrets have equal stand-ins, so
/// that a refresh token from one reply still matches the next request. The stand-ins depend on random bytes that aren't stored, so no
/// secret can be computed from one, or guessed by trial. A reply keeps what is known to be harmless (member names, codes, Podio's own
/// words, short numbers, waits, dates); everything else is replaced. Apart from the stand-ins, <see cref="TokenReply.Parse"/> returns the
/// same for the recorded reply as for the original.</para>
/// <para>Headers that <see cref="HttpReply"/> doesn't have, such as cookies, aren't recorded, and neither is the <c>Authorization</c>
/// header of a request. The page of a proxy is redacted word by word, by the same rules; a body that isn't text keeps only its length and
/// punctuation.</para>
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

    /// <summary>Creates an empty recording.</summary>
    /// <param name="entropy">The source of the random bytes; null for the system's cryptographic source. Anyone who knows the bytes can
    /// compute the secrets, so pass a source only in tests, to get a reproducible file.</param>
    public Recording(Entropy? entropy = null)
        : this(entropy ?? new Entropy(RandomNumberGenerator.GetBytes(Entropy.Size)), [])
    {
    }

    private Recording(Entropy entropy, IEnumerable<RecordedExchange> exchanges) =>
        (_redaction, _exchanges) = (new Redaction(new StandIns(entropy.StandInKey())), [.. exchanges]);

    /// <summary>The exchanges so far, in the order in which their replies arrived.</summary>
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

    /// <summary>Redacts and adds an exchange that isn't sent through a <see cref="Transport"/>, such as a call to Podio's API.</summary>
    /// <param name="request">The request.</param>
    /// <param name="reply">The reply.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public void Add(ReceivedRequest request, HttpReply reply)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(reply);
        Keep(new RecordedExchange(_redaction.Of(request), _redaction.Of(request, reply)));
    }

    /// <summary>Adds a request that received no reply.</summary>
    /// <param name="request">The request.</param>
    /// <param name="failure">Why there is no reply.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public void Add(ReceivedRequest request, UnreachableError failure)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(failure);
        Keep(new RecordedExchange(_redaction.Of(request), failure));
    }

    /// <summary>Returns a transport that plays back the exchanges recorded so far.</summary>
    /// <remarks>A request is answered by the first exchange of its grant type (for a second factor: its path) that hasn't been played yet,
    /// whatever its credentials, because those in the file are stand-ins. If there is none, the result is an
    /// <see cref="InvalidInputError"/> with <see cref="FieldProblem.Custom"/> that says what is missing. Each call returns a transport that
    /// starts from the first exchange.</remarks>
    public Transport ToTransport() => new Replay(Exchanges).SendAsync;

    /// <summary>Returns the exchanges as JSON: an array in the format of the library's corpus of replies, with the request and reply of
    /// each.</summary>
    public string ToJson() => RecordingJson.Write(Exchanges);

    /// <summary>Saves the recording as JSON to a new file that, on Unix, only its owner can read and write.</summary>
    /// <param name="path">The file. An existing file isn't overwritten.</param>
    /// <exception cref="IOException">The file exists, or can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
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
            File.Delete(path); // An incomplete recording is useless.
            throw;
        }
    }

    /// <summary>Parses the result of <see cref="ToJson"/>.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="InvalidDataException">The text isn't a recording. The message gives the position, and quotes nothing.</exception>
    public static Recording Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new Recording(new Entropy(RandomNumberGenerator.GetBytes(Entropy.Size)), RecordingJson.Read(json));
    }

    /// <summary>Loads a file that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The text isn't a recording. The message gives the position, and quotes nothing.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static Recording Load(string path) => Parse(File.ReadAllText(path));

    /// <summary>Returns the number of exchanges.</summary>
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
    /// <summary>Returns a transport that also adds every exchange to a recording.</summary>
    /// <remarks>The caller receives the result unchanged. A request that ends in an exception, or in an error other than
    /// <see cref="UnreachableError"/>, isn't an exchange and isn't recorded.</remarks>
    /// <param name="podio">The transport.</param>
    /// <param name="recording">The recording to add to.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">The transport returned a null task or <c>default(Either)</c>, which is a bug in the
    /// transport. Thrown when it is called.</exception>
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
