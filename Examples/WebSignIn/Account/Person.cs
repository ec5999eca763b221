using System.Globalization;
using System.Security.Claims;
using PodioOAuth.Functional;

namespace WebSignIn.Account;

/// <summary>Who is signed in, as the pages say it: by name, else by mail address, else by number.</summary>
public sealed class Person(PodioUser user, IHttpContextAccessor accessor)
{
    /// <summary>Whether somebody is.</summary>
    public bool IsSignedIn => user.IsSignedIn;

    /// <summary>What to call the person; null where nobody is signed in or Podio names nobody.</summary>
    public string? Label => !IsSignedIn ? null : Claim(ClaimTypes.Name) ?? Mail ?? Account;

    /// <summary>The mail address, where Podio gave it.</summary>
    public string? Mail => Claim(ClaimTypes.Email);

    /// <summary>The account at Podio.</summary>
    public string? Account => user.Id is { } id ? string.Create(CultureInfo.InvariantCulture, $"Podio user {id}") : null;

    private string? Claim(string type) => accessor.HttpContext?.User.FindFirstValue(type);
}
