using System.Security.Cryptography;
using LanguageExt;
using PodioOAuth.Functional.Serving;

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
public sealed partial class InMemoryPodio
{
    /// <summary>How many requests <see cref="Requests"/> keeps.</summary>
    private const int MostRequests = 1000;

    private readonly Lock _gate = new();
    private readonly Queue<SeenRequest> _requests = new();
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
        _clock = new ShiftedClock(_time);
        _entropy = entropy ?? (() => new Entropy(RandomNumberGenerator.GetBytes(Entropy.Size)));
        Transport = SendAsync;
    }

    /// <summary>A transport to this Podio, without a socket. It brings armed faults about (<see cref="Fault"/>): a refused connection and a
    /// cut one are <see cref="OAuthError.Unreachable"/>, a late reply comes late.</summary>
    /// <remarks>A token that is cancelled before ends in an <see cref="OperationCanceledException"/>, and then nothing was handled; one
    /// that is cancelled while a late reply is waited for ends so too, and then the request was handled.</remarks>
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

    /// <summary>The newest 1,000 requests, oldest first, without their secrets.</summary>
    public IReadOnlyList<SeenRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Handles a request and keeps the state after it.</summary>
    /// <param name="request">What was received.</param>
    /// <returns>The step: besides the reply, the fault that whoever brings the reply has to bring about.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    public PodioStep Handle(ReceivedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (_gate)
        {
            var now = _clock.Now;
            var fault = _state.Faults.Take(request).Fault;
            var step = PodioServer.Handle(_state, request, now, _entropy());
            _state = step.State;
            Remember(new SeenRequest(now, request, step, fault?.Name));
            return step;
        }
    }

    /// <summary>Forgets the <see cref="Requests"/> seen so far.</summary>
    public void ForgetRequests()
    {
        lock (_gate)
        {
            _requests.Clear();
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
            var issued = _state.IssueCode(clientId, userId, redirectUri, _clock.Now, _entropy(), scope);
            _state = issued.State;
            return issued.Code;
        }
    }

    /// <summary>What to show to a person who comes with this query. Changes nothing, and is no request of Podio's: it is not kept in
    /// <see cref="Requests"/>.</summary>
    internal AuthorizeInquiry Inquire(string query) => AuthorizeInquiry.Of(State, query);

    /// <summary>Handles an authorize request with a person's answer, which decides this one request.</summary>
    internal PodioStep Handle(ReceivedRequest request, Consent answer)
    {
        lock (_gate)
        {
            var saidBefore = _state.Consent;
            _state = _state with { Consent = answer };
            try
            {
                return Handle(request);
            }
            finally
            {
                _state = _state with { Consent = saidBefore };
            }
        }
    }

    private Task<Either<OAuthError, HttpReply>> SendAsync(FormRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<Either<OAuthError, HttpReply>>(cancellationToken);
        }

        var step = Handle(new ReceivedRequest("POST", request.Path, request.ContentType, authorization: null, request.AsMemory()));
        return step.Fault is null ? Whole() : step.Fault.Match(
            refuse: _ => Unreachable(UnreachableReason.ConnectionRefused, mayHaveBeenProcessed: false),
            cut: _ => Unreachable(UnreachableReason.ConnectionLost, mayHaveBeenProcessed: true), // What a client can know of it.
            delay: late => ReplyLateAsync(step.Reply, late.By, cancellationToken),
            reject: _ => Whole(),
            rateLimit: _ => Whole(),
            unavailable: _ => Whole(),
            reply: _ => Whole());

        Task<Either<OAuthError, HttpReply>> Whole() => Task.FromResult<Either<OAuthError, HttpReply>>(step.Reply);
    }

    private static Task<Either<OAuthError, HttpReply>> Unreachable(UnreachableReason reason, bool mayHaveBeenProcessed) =>
        Task.FromResult<Either<OAuthError, HttpReply>>(OAuthError.Unreachable(reason, mayHaveBeenProcessed));

    private async Task<Either<OAuthError, HttpReply>> ReplyLateAsync(HttpReply reply, TimeSpan by, CancellationToken cancellationToken)
    {
        await Task.Delay(by, _time, cancellationToken).ConfigureAwait(false);
        return reply;
    }

    private void Remember(SeenRequest request)
    {
        _requests.Enqueue(request);
        if (_requests.Count > MostRequests)
        {
            _requests.Dequeue();
        }
    }
}
