using System.Security.Cryptography;
using LanguageExt;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>An in-memory Podio: a <see cref="PodioServer"/> with its state, a clock and a source of randomness.</summary>
/// <remarks>It isn't Podio. Safe for concurrent use: requests are handled one after another, each in the state that the previous one
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
    /// <summary>The number of requests that <see cref="Requests"/> keeps.</summary>
    private const int MostRequests = 1000;

    private readonly Lock _gate = new();
    private readonly Queue<SeenRequest> _requests = new();
    private readonly Func<Entropy> _entropy;
    private PodioState _state;

    /// <summary>Creates an in-memory Podio with an initial state.</summary>
    /// <param name="state">The initial state: everything that is already registered and issued.</param>
    /// <param name="timeProvider">The clock; null for the system clock.</param>
    /// <param name="entropy">Provides the randomness of each step; null for the system's cryptographic source. It may return the same bytes
    /// every time: the tokens still differ, and a test is exactly repeatable.</param>
    public InMemoryPodio(PodioState state, TimeProvider? timeProvider = null, Func<Entropy>? entropy = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        _state = state;
        _time = timeProvider ?? TimeProvider.System;
        _clock = new ShiftedClock(_time);
        _entropy = entropy ?? (() => new Entropy(RandomNumberGenerator.GetBytes(Entropy.Size)));
        Transport = SendAsync;
    }

    /// <summary>A transport to this Podio, without a socket. It causes armed faults (<see cref="Fault"/>): a refused or cut connection is
    /// <see cref="OAuthError.Unreachable"/>, and a delayed reply arrives late.</summary>
    /// <remarks>If the token is canceled before the request, it throws <see cref="OperationCanceledException"/> and nothing was handled; if
    /// it is canceled while waiting for a delayed reply, it throws as well, but the request was handled.</remarks>
    public Transport Transport { get; }

    /// <summary>The current state.</summary>
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

    /// <summary>Handles a request and keeps the resulting state.</summary>
    /// <param name="request">The received request.</param>
    /// <returns>The step: the reply, and the fault that whoever delivers the reply must cause.</returns>
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

    /// <summary>Clears <see cref="Requests"/>.</summary>
    public void ForgetRequests()
    {
        lock (_gate)
        {
            _requests.Clear();
        }
    }

    /// <summary>Changes the state between two requests in one step: to add a user, change a setting, or restore an earlier state.</summary>
    /// <param name="change">Returns the new state for the current one. Called once; it should have no side effects.</param>
    /// <exception cref="InvalidOperationException"><paramref name="change"/> returned null. The state is unchanged.</exception>
    public void Update(Func<PodioState, PodioState> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
        {
            _state = change(_state) ?? throw new InvalidOperationException("The change returned null instead of a state.");
        }
    }

    /// <summary>Issues an authorization code now, as if a user had agreed.</summary>
    /// <param name="clientId">The client that may exchange it.</param>
    /// <param name="userId">The user who agrees.</param>
    /// <param name="redirectUri">The redirect URI that the exchange must repeat, byte for byte; null for none.</param>
    /// <param name="scope">The scope that the user grants; null or empty for <c>global:all</c>.</param>
    /// <returns>The code, which can be used once within <see cref="PodioSettings.CodeLifetime"/>.</returns>
    /// <exception cref="ArgumentException">See <see cref="PodioState.IssueCode"/>.</exception>
    public Secret IssueCode(string clientId, long userId, string? redirectUri = null, string? scope = null)
    {
        lock (_gate)
        {
            var issued = _state.IssueCode(clientId, userId, redirectUri, _clock.Now, _entropy(), scope);
            _state = issued.State;
            return issued.Code;
        }
    }

    /// <summary>Returns what to show a person who arrives with this query. Changes nothing, and isn't a request to Podio: it isn't kept in
    /// <see cref="Requests"/>.</summary>
    internal AuthorizeInquiry Inquire(string query) => AuthorizeInquiry.Of(State, query);

    /// <summary>Handles an authorize request with a person's decision, which applies to this request only.</summary>
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
            cut: _ => Unreachable(UnreachableReason.ConnectionLost, mayHaveBeenProcessed: true), // As far as a client can tell.
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
