using System.Net.Http.Headers;
using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>The two calls of Podio's API that concern a grant (PODIO 1.14), through a client that adds the token
/// (<see cref="PodioTokenHandler"/>), and the sign-out that one of them is a half of.</summary>
/// <remarks>Failures are values: where there is no token, its <see cref="TokenSourceError"/>; where the call failed, an
/// <see cref="ExchangeError"/>. Only the caller's cancellation is thrown, and what a wrong program causes: a client that would carry a
/// token over plain http to a proxy, say (<see cref="PodioTokenHandler"/>).</remarks>
public static class PodioApi
{
    /// <summary>What the token may touch, such as <c>global:all</c>, or empty where Podio names nothing, as for an app (PODIO 3.6): the
    /// cheapest way to see whether it is alive.</summary>
    /// <param name="client">The client; its base address is the API's, or none for the public one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is null.</exception>
    public static async Task<Either<TokenSourceError, string>> GetPodioScopeAsync(
        this HttpClient client, CancellationToken cancellationToken = default)
    {
        var reply = await SendAsync(client, HttpMethod.Get, "oauth/scope", cancellationToken).ConfigureAwait(false);
        return reply.Bind(it => ApiReply.ParseScope(it).MapLeft(TokenSourceError.Exchange));
    }

    /// <summary>Ends the grant of the token at Podio, its refresh token included. The source does not know of it:
    /// <see cref="SignOutEverywhereAsync"/> ends a person's login there as well.</summary>
    /// <param name="client">The client; its base address is the API's, or none for the public one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The status of Podio's reply, a 2xx.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is null.</exception>
    public static Task<Either<TokenSourceError, int>> InvalidatePodioGrantAsync(
        this HttpClient client, CancellationToken cancellationToken = default) =>
        InvalidateAsync(client, source: null, cancellationToken);

    /// <summary>Ends the person's grant at Podio (PODIO 1.14), and then forgets the login here, whatever Podio said: somebody who signs out
    /// wants nothing to be left on this machine.</summary>
    /// <remarks>An access token that has expired is renewed first, for Podio ends the grant of a token that is good. Where nobody is signed
    /// in there is nothing to end at Podio, and that is no error. After an error there the person can end the grant in their account's
    /// settings; the source no longer can.</remarks>
    /// <param name="source">The person's source.</param>
    /// <param name="api">A client with a <see cref="PodioTokenHandler"/>, whose base address is the API's, or none for the public one. The
    /// call gets the token of this source, whichever source the handler has.</param>
    /// <param name="cancellationToken">Cancels the call of Podio; then the login is left here as well, so that signing out can be tried
    /// again. After Podio has answered nothing is canceled.</param>
    /// <returns>What became of each half. Failures are values: only the cancellation is thrown.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="api"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    public static Task<SignOutResult> SignOutEverywhereAsync(
        this SignedInTokenSource source, HttpClient api, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(api);
        return EndAsync();

        async Task<SignOutResult> EndAsync()
        {
            var ended = await InvalidateAsync(api, source, cancellationToken).ConfigureAwait(false);
            var problem = Asking.ErrorOf(ended);
            var here = await source.SignOutAsync(CancellationToken.None).ConfigureAwait(false);
            return new SignOutResult(
                hadGrant: problem is not SignInAgainError,
                atPodio: problem is SignInAgainError ? null : problem,
                here: here is SignInAgainError ? null : here);
        }
    }

    /// <summary>Ends the grant of a source at Podio, whichever source the client's handler would take.</summary>
    internal static async Task<Either<TokenSourceError, int>> InvalidateAsync(
        HttpClient client, TokenSource? source, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(client, HttpMethod.Post, "oauth/grant/invalidate", cancellationToken, source).ConfigureAwait(false);
        return reply.Bind<int>(it => ApiReply.ErrorOf(it) is { } error ? TokenSourceError.Exchange(error) : it.Status);
    }

    private static async Task<Either<TokenSourceError, HttpReply>> SendAsync(
        HttpClient client, HttpMethod method, string path, CancellationToken cancellationToken, TokenSource? source = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        using var request = new HttpRequestMessage(method, new Uri(client.BaseAddress ?? PodioEndpoint.Default.Api, path))
        {
            Version = client.DefaultRequestVersion,
            VersionPolicy = client.DefaultVersionPolicy,
        };
        if (client is not DirectClient && client.DefaultRequestHeaders.NonValidated.Contains("Authorization")
            && LoopbackRoute.IsProxied(request.RequestUri!))
        {
            throw new ArgumentException(DirectRoute.RefusedHeader, nameof(client)); // No handler of ours adds it, and sees to this.
        }

        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (source is not null)
        {
            request.Options.Set(PodioTokenHandler.SourceOfCall, source);
        }

        var call = new Call(client, request);
        var reply = await Exchange.RunAsync(
            call, TransportOptions.Default, () => client.Timeout, Deadline.Pool.None, cancellationToken).ConfigureAwait(false);
        return call.Unavailable is { } error ? error : reply.MapLeft(TokenSourceError.Exchange);
    }

    private sealed class Call(HttpClient client, HttpRequestMessage request) : ICall
    {
        /// <summary>Why there was no token; null where there was one.</summary>
        internal TokenSourceError? Unavailable { get; private set; }

        public async Task<HttpResponseMessage> SendAsync(CancellationToken cancellationToken)
        {
            try
            {
                return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            }
            catch (TokenUnavailableException exception)
            {
                Unavailable = exception.Error;
                throw;
            }
        }

        public UnreachableReason? ProblemOf(HttpResponseMessage? response) => null;

        // As the last attempt ended, where a handler made several: both calls may be repeated whatever became of an earlier one.
        public bool MayHaveBeenProcessed(UnreachableReason reason) => reason is not (UnreachableReason.NameResolution
            or UnreachableReason.ConnectionRefused or UnreachableReason.ConnectionFailed or UnreachableReason.Tls);
    }
}
