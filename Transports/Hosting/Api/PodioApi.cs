using System.Net.Http.Headers;
using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>The two calls of Podio's API that concern a grant (PODIO 1.14), sent through a client that adds the token
/// (<see cref="PodioTokenHandler"/>), and the sign-out that uses one of them.</summary>
/// <remarks>Failures are values: a <see cref="TokenSourceError"/> if there is no token, an <see cref="ExchangeError"/> if the call failed.
/// Only the caller's cancellation is thrown, and exceptions that indicate a bug, such as a client that would send a token over plain http
/// to a proxy (<see cref="PodioTokenHandler"/>).</remarks>
public static class PodioApi
{
    /// <summary>Returns what the token may access, such as <c>global:all</c>, or an empty string if Podio names nothing, as for an app
    /// (PODIO 3.6). This is the cheapest way to check whether a token is valid.</summary>
    /// <param name="client">The client. Its base address is that of the API, or none for the public API.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<Either<TokenSourceError, string>> GetPodioScopeAsync(
        this HttpClient client, CancellationToken cancellationToken = default)
    {
        var reply = await SendAsync(client, HttpMethod.Get, "oauth/scope", cancellationToken).ConfigureAwait(false);
        return reply.Bind(it => ApiReply.ParseScope(it).MapLeft(TokenSourceError.Exchange));
    }

    /// <summary>Revokes the grant of the token at Podio, including its refresh token. The source isn't notified;
    /// <see cref="SignOutEverywhereAsync"/> ends a person's login there as well.</summary>
    /// <param name="client">The client. Its base address is that of the API, or none for the public API.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The status code of Podio's reply, a 2xx.</returns>
    public static Task<Either<TokenSourceError, int>> InvalidatePodioGrantAsync(
        this HttpClient client, CancellationToken cancellationToken = default) =>
        InvalidateAsync(client, source: null, cancellationToken);

    /// <summary>Revokes the person's grant at Podio (PODIO 1.14), and then removes the login here, whatever Podio replied: after a
    /// sign-out, nothing should be left on this machine.</summary>
    /// <remarks>An expired access token is renewed first, because Podio only revokes the grant of a valid token. If no one is signed in,
    /// there is nothing to revoke, which isn't an error. If revoking fails, the person can revoke the grant in their account settings; the
    /// source no longer can.</remarks>
    /// <param name="source">The person's source.</param>
    /// <param name="api">A client with a <see cref="PodioTokenHandler"/>, whose base address is that of the API, or none for the public
    /// API. The call uses the token of <paramref name="source"/>, whatever the handler's source is.</param>
    /// <param name="cancellationToken">Cancels the call to Podio; the login then stays here as well, so that signing out can be retried.
    /// Nothing is canceled after Podio has replied.</param>
    /// <returns>The result of each part. Failures are values: only the cancellation is thrown.</returns>
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

    /// <summary>Revokes the grant of a source at Podio, whatever source the client's handler would use.</summary>
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
            // No handler of this library adds the token and checks this.
            throw new ArgumentException(DirectRoute.RefusedHeader, nameof(client));
        }

        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (source is not null)
        {
            request.Options.Set(PodioTokenHandler.SourceOfCall, source);
        }

        var call = new Call(client, request);
        var reply = await Exchange.RunAsync(
            call, TransportOptions.Default, new ClientTimeouts(client), Deadline.Pool.None, cancellationToken).ConfigureAwait(false);
        return call.Unavailable is { } error ? error : reply.MapLeft(TokenSourceError.Exchange);
    }

    private sealed class Call(HttpClient client, HttpRequestMessage request) : ICall
    {
        /// <summary>The reason why there was no token; null if there was one.</summary>
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

        // The result of the last attempt, if a handler made several: both calls may be repeated whatever the result of an earlier one.
        public bool MayHaveBeenProcessed(UnreachableReason reason) => reason is not (UnreachableReason.NameResolution
            or UnreachableReason.ConnectionRefused or UnreachableReason.ConnectionFailed or UnreachableReason.Tls);
    }
}
