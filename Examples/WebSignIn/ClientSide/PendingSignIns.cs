using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using PodioOAuth.Functional;
using Secret = PodioOAuth.Functional.Secret;

namespace WebSignIn.ClientSide;

/// <summary>Sign-ins of the client-side flow that a browser has started: the state of each, in its own encrypted cookie until the callback
/// arrives.</summary>
/// <remarks>A cookie for each, so that two tabs that start or end at the same moment don't interfere. Its name is derived from the state,
/// but doesn't reveal it. At most <see cref="Most"/> per browser, each for <see cref="Lifetime"/> and for one callback.</remarks>
internal sealed class PendingSignIns(IDataProtectionProvider protection, TimeProvider time, SiteAddress site)
{
    internal const int Most = 5;

    private const int StateBytes = 32;

    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private static readonly Secret None = new(""); // No answer matches it.

    /// <summary>Starts a sign-in.</summary>
    /// <param name="context">The request, whose response sets the cookie.</param>
    /// <returns>The state to send.</returns>
    internal Secret Begin(HttpContext context)
    {
        MakeRoom(context);
        var state = new Secret(RandomNumberGenerator.GetHexString(StateBytes * 2, lowercase: true));
        var until = time.GetUtcNow() + Lifetime;
        context.Response.Cookies.Append(
            NameOf(state.Reveal()),
            Protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{until.UtcTicks} {state.Reveal()}")),
            Options(Lifetime));
        return state;
    }

    /// <summary>Ends the sign-in that a callback belongs to.</summary>
    /// <param name="context">The request, whose response deletes the cookie.</param>
    /// <param name="answered">The state in the callback, which identifies the cookie. Core compares the two states.</param>
    /// <returns>The state that was sent; an empty one, which matches nothing, if there is none or it has expired.</returns>
    internal Secret Take(HttpContext context, string? answered)
    {
        var name = NameOf(answered ?? "");
        if (!context.Request.Cookies.TryGetValue(name, out var cookie) || !TryRead(cookie, out var until, out var state))
        {
            return None;
        }

        context.Response.Cookies.Delete(name, Options(age: null));
        return time.GetUtcNow() < until ? state : None;
    }

    private string Prefix => site.CookiePrefix + "client-side-";

    private void MakeRoom(HttpContext context)
    {
        var begun = context.Request.Cookies.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal));
        foreach (var name in begun.OrderByDescending(name => UntilOf(context.Request.Cookies[name]!)).Skip(Most - 1))
        {
            context.Response.Cookies.Delete(name, Options(age: null));
        }
    }

    private DateTimeOffset UntilOf(string cookie) => TryRead(cookie, out var until, out _) ? until : DateTimeOffset.MinValue;

    private bool TryRead(string cookie, out DateTimeOffset until, [NotNullWhen(true)] out Secret? state)
    {
        (until, state) = (default, null);
        try
        {
            var parts = Protector.Unprotect(cookie).Split(' ');
            (until, state) = (new DateTimeOffset(long.Parse(parts[0], CultureInfo.InvariantCulture), TimeSpan.Zero), parts[1]);
            return true;
        }
        catch (CryptographicException)
        {
            return false; // Not created by this site, or from an earlier run.
        }
    }

    private IDataProtector Protector => protection.CreateProtector("WebSignIn.PendingSignIns");

    private string NameOf(string state) => Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)))[..16];

    private CookieOptions Options(TimeSpan? age) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = age,
        Path = "/",
        SameSite = SameSiteMode.Lax, // Podio's page sends the user back.
        Secure = site.IsHttps,
    };
}
