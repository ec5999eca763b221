using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using PodioOAuth.Functional;

namespace WebSignIn.Account;

/// <summary>The person of a request: signed in by an encrypted cookie that names a login, whose token stays on the server.</summary>
internal sealed class Person(IHttpContextAccessor accessor, PodioTokenSources sources)
{
    private HttpContext Context => accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");

    internal bool IsSignedIn => LoginOf(Context) is not null;

    /// <summary>The person's source of tokens; null for somebody who is not signed in.</summary>
    internal SignedInTokenSource? Source => LoginOf(Context) is { } login ? sources.SignedIn(login) : null;

    /// <summary>A name for a new login. A fresh one for each sign-in, so that nobody brings a known one along (session fixation).</summary>
    internal static string NewLogin() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    internal static string? LoginOf(HttpContext? context) => context?.User.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>Signs the person in with a login, and forgets the one before.</summary>
    /// <remarks>The grant of the one before is not ended at Podio: the new one may be the very same there.</remarks>
    internal async Task EnterAsync(string login)
    {
        if (Source is { } before)
        {
            await before.SignOutAsync();
        }

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, login)], CookieAuthenticationDefaults.AuthenticationScheme);
        await Context.SignInAsync(new ClaimsPrincipal(identity));
    }

    /// <summary>Takes the cookie away.</summary>
    internal Task LeaveAsync() => Context.SignOutAsync();
}
