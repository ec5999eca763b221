using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PodioOAuth.Functional;

/// <summary>The remote authentication handler that sends the browser to Podio's page and handles the callback (RFC 6749 §4.1, PODIO 1.7 to
/// 1.10).</summary>
/// <remarks>The login's name is derived from the random number of the sign-in and from the code. So a callback that an impatient browser
/// delivers twice, perhaps to two machines, is the same login; and an attacker can't plant a login that another person then starts
/// (session fixation), which a name derived from the number alone would allow.</remarks>
internal sealed partial class PodioAuthenticationHandler(
    IOptionsMonitor<PodioAuthenticationOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    UserLogins logins,
    IAuthenticationSchemeProvider schemes,
    IOptionsMonitor<CookieAuthenticationOptions> cookies)
    : RemoteAuthenticationHandler<PodioAuthenticationOptions>(options, loggers, encoder), IAuthenticationSignOutHandler
{
    private static readonly Secret NoState = new(""); // No answer can match it.

    private string? _correlationId;
    private UserLogin? _begun;
    private TicketWatch? _ticket;

    private PodioTokenSources Sources => logins.SourcesOf(Scheme.Name);

    private string RedirectUri => Options.SiteAddress is { } site
        ? site.AbsoluteUri.TrimEnd('/') + Options.CallbackPath.ToUriComponent()
        : BuildRedirectUri(Options.CallbackPath);

    /// <summary>Handles the callback, and removes the login that the new one replaces.</summary>
    public override async Task<bool> HandleRequestAsync()
    {
        if (!await ShouldHandleRequestAsync().ConfigureAwait(false))
        {
            return false;
        }

        ForbidStoring();
        if (!HttpMethods.IsGet(Request.Method))
        {
            // Not for HEAD either: inspecting an address must not use up the code in it.
            Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            Response.Headers.Allow = HttpMethods.Get;
            return true;
        }

        if (BrowserRequest.IsAhead(Request))
        {
            // The browser drops the reply, and requests it again when needed.
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return true;
        }

        var before = logins.LoginOf(await UserOfCookieAsync().ConfigureAwait(false));
        bool isHandled;
        try
        {
            isHandled = await base.HandleRequestAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !Context.RequestAborted.IsCancellationRequested)
        {
            // The browser has no cookie for this sign-in. If it aborted the request, it may have delivered the same callback again.
            await ForgetAsync(_begun).ConfigureAwait(false);
            throw;
        }

        var isReplaced = _begun is not null && before?.Name != _begun.Name && !_ticket!.IsLeftToSite;
        await ForgetAsync(isReplaced ? before : null).ConfigureAwait(false);
        return isHandled;
    }

    /// <summary>Ends the login that the request's user started with this scheme, at Podio and in the store. The sign-in scheme deletes its
    /// cookie itself.</summary>
    public async Task SignOutAsync(AuthenticationProperties? properties)
    {
        if ((OwnOf(Context.User) ?? OwnOf(await UserOfCookieAsync().ConfigureAwait(false))) is not { } login)
        {
            return;
        }

        var ended = await logins.EndEverywhereAsync(login, CancellationToken.None).ConfigureAwait(false);
        if ((ended.AtPodio ?? ended.Here) is { } problem)
        {
            LogNotEnded(Logger, problem.Describe());
        }
    }

    protected override async Task InitializeEventsAsync()
    {
        await base.InitializeEventsAsync().ConfigureAwait(false);
        Events = _ticket = new TicketWatch(Events);
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        var sent = TakeState();
        var answer = AuthorizationCallback.Parse(sent?.State ?? NoState, Request.QueryString.Value, fragment: null);
        return await answer.Match(
            grantedCode: it => ExchangeAsync(it.Code, sent!.Properties),
            grantedToken: _ => Failed(new PodioSignInException(PodioSignInProblem.Unreadable), sent),
            denied: _ => DeniedAsync(sent!),
            rejected: _ => Failed(new PodioSignInException(PodioSignInProblem.Rejected), sent),
            forged: _ => Failed(new PodioSignInException(PodioSignInProblem.Forged), sent),
            malformed: _ => Failed(new PodioSignInException(PodioSignInProblem.Unreadable), sent)).ConfigureAwait(false);
    }

    private static Task<HandleRequestResult> Failed(PodioSignInException why, SentState? sent) =>
        Task.FromResult(HandleRequestResult.Fail(why, sent?.Properties));

    private async Task<HandleRequestResult> DeniedAsync(SentState sent)
    {
        var result = await HandleAccessDeniedErrorAsync(sent.Properties).ConfigureAwait(false);
        return result.None
            ? HandleRequestResult.Fail(new PodioSignInException(PodioSignInProblem.Denied), sent.Properties)
            : result;
    }

    // Not with the request's cancellation: a code can be used once.
    private async Task<HandleRequestResult> ExchangeAsync(Secret code, AuthenticationProperties properties)
    {
        var (name, now) = (NameOf(_correlationId!, code), TimeProvider.GetUtcNow());
        var lifetime = await LifetimeAsync().ConfigureAwait(false);
        var begun = await Sources.SignInUntilAsync(now + lifetime.OfLogin, name, code, RedirectUri).ConfigureAwait(false);
        return begun.Match(
            Right: token =>
            {
                _begun = new UserLogin(Scheme.Name, name, (token.Reference as UserReference)?.Id);
                return HandleRequestResult.Success(TicketOf(_begun, now + lifetime.OfTicket, properties));
            },
            Left: error => HandleRequestResult.Fail(PodioSignInException.Of(error), properties));
    }

    private async Task<(TimeSpan OfLogin, TimeSpan OfTicket)> LifetimeAsync()
    {
        var own = cookies.Get(SignInScheme!).ExpireTimeSpan;
        if (await FindKeeperAsync().ConfigureAwait(false) is not { } keeper)
        {
            var lifetime = Options.LoginLifetime ?? own;
            return (lifetime, lifetime);
        }

        var login = Options.LoginLifetime ?? cookies.Get(keeper.Name).ExpireTimeSpan;
        return (login, own < login ? own : login);
    }

    // With ASP.NET Core Identity, the default sign-in scheme is a step on the way to the default scheme, whose cookie keeps the user signed
    // in. The cookie of that step lives no longer than it would by itself.
    private async Task<AuthenticationScheme?> FindKeeperAsync()
    {
        var step = await schemes.GetDefaultSignInSchemeAsync().ConfigureAwait(false);
        var keeper = await schemes.GetDefaultAuthenticateSchemeAsync().ConfigureAwait(false);
        return step?.Name == SignInScheme && keeper?.Name != SignInScheme
            && keeper?.HandlerType.IsAssignableTo(typeof(CookieAuthenticationHandler)) == true
                ? keeper
                : null;
    }

    // The cookie doesn't outlive the login, and use doesn't extend it.
    private AuthenticationTicket TicketOf(UserLogin login, DateTimeOffset endsAt, AuthenticationProperties properties)
    {
        var identity = new ClaimsIdentity([login.ToClaim()], Scheme.Name);
        if (login.UserId?.ToString(CultureInfo.InvariantCulture) is { } id)
        {
            identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, id, ClaimValueTypes.Integer64, ClaimsIssuer));
        }

        (properties.ExpiresUtc, properties.AllowRefresh) = (endsAt, false);
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name);
    }

    private async Task<ClaimsPrincipal?> UserOfCookieAsync() =>
        (await Context.AuthenticateAsync(SignInScheme).ConfigureAwait(false)).Principal;

    private UserLogin? OwnOf(ClaimsPrincipal? user) => UserLogin.AllOf(user).FirstOrDefault(login => login.Scheme == Scheme.Name);

    // Its grant at Podio isn't revoked, because another login of the user may share it.
    private async Task ForgetAsync(UserLogin? login)
    {
        if (login is not null && await logins.SourceOf(login).SignOutAsync().ConfigureAwait(false) is not SignInAgainError and var problem)
        {
            LogNotEnded(Logger, problem.Describe());
        }
    }

    // The address of the callback contains the code, and that of Podio's page contains the state.
    private void ForbidStoring()
    {
        Response.Headers.CacheControl = "no-store";
        Response.Headers["Referrer-Policy"] = "no-referrer";
    }

    // The code can't be derived from it: a code has at least 128 random bits.
    private static string NameOf(string correlationId, Secret code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{correlationId} {code.Reveal()}")))[..40];

    [LoggerMessage(EventId = 40, Level = LogLevel.Warning, Message = "The login couldn't be completely removed: {Problem}")]
    private static partial void LogNotEnded(ILogger logger, string problem);
}
