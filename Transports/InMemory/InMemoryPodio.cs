using System.Security.Cryptography;
using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>A Podio in memory: <see cref="PodioServer"/> with a state that it keeps, a clock and a source of randomness.</summary>
/// <remarks>It is not Podio. Safe for concurrent use: requests are handled one after the other, each in the state that the last one
/// left.</remarks>
/// <example>
/// <code>
/// var podio = new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow));
/// var token = await podio.Transport.RequestTokenAsync(
///     new TokenRequest(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken)));
/// </code>
/// </example>
public sealed class InMemoryPodio
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Func<Entropy> _entropy;
    private PodioState _state;

    /// <summary>Starts from a state.</summary>
    /// <param name="state">What is registered and issued so far.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <param name="entropy">Gives the randomness of each step; null for the system's cryptographic source. It may give the same bytes
    /// every time: tokens differ even so, and a test repeats exactly.</param>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is null.</exception>
    public InMemoryPodio(PodioState state, TimeProvider? timeProvider = null, Func<Entropy>? entropy = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        _state = state;
        _time = timeProvider ?? TimeProvider.System;
        _entropy = entropy ?? (() => new Entropy(RandomNumberGenerator.GetBytes(Entropy.Size)));
        Transport = SendAsync;
    }

    /// <summary>A transport to this Podio, without a socket. A cancelled token ends in an <see cref="OperationCanceledException"/>,
    /// and then nothing was handled.</summary>
    public Transport Transport { get; }

    /// <summary>The state now.</summary>
    public PodioState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>Handles a request and keeps the state after it.</summary>
    /// <param name="request">What was received.</param>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    public HttpReply Handle(ReceivedRequest request)
    {
        lock (_gate)
        {
            var step = PodioServer.Handle(_state, request, _time.GetUtcNow(), _entropy());
            _state = step.State;
            return step.Reply;
        }
    }

    /// <summary>Changes the state between two requests, in one step: to add a user, change a setting, put back an earlier state.</summary>
    /// <param name="change">Gives the new state from the present one. Run once; it should do nothing else.</param>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="change"/> gave null. The state is as before.</exception>
    public void Update(Func<PodioState, PodioState> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
        {
            _state = change(_state) ?? throw new InvalidOperationException("The change gave null instead of a state.");
        }
    }

    /// <summary>Issues an authorization code now, as if a user had agreed.</summary>
    /// <param name="clientId">The client that may exchange it.</param>
    /// <param name="userId">The user who agrees.</param>
    /// <param name="redirectUri">The redirect URI that the exchange has to repeat, byte for byte; null for none.</param>
    /// <param name="scope">The scope that the user grants; null or empty for <c>global:all</c>.</param>
    /// <returns>The code: good for one exchange, for <see cref="PodioSettings.CodeLifetime"/>.</returns>
    /// <exception cref="ArgumentException">As of <see cref="PodioState.IssueCode"/>.</exception>
    public Secret IssueCode(string clientId, long userId, string? redirectUri = null, string? scope = null)
    {
        lock (_gate)
        {
            var issued = _state.IssueCode(clientId, userId, redirectUri, _time.GetUtcNow(), _entropy(), scope);
            _state = issued.State;
            return issued.Code;
        }
    }

    private Task<Either<OAuthError, HttpReply>> SendAsync(FormRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<Either<OAuthError, HttpReply>>(cancellationToken)
            : Task.FromResult<Either<OAuthError, HttpReply>>(
                Handle(new ReceivedRequest("POST", request.Path, request.ContentType, Authorization: null, request.AsMemory())));
    }
}
