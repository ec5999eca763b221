using System.Globalization;
using System.Security.Claims;
using PodioOAuth.Functional;

namespace WebSignIn.Account;

/// <summary>The name of the signed-in person on the pages: the name, otherwise the email address, otherwise the user ID.</summary>
public sealed class Person(PodioUser user, IHttpContextAccessor accessor)
{
    /// <summary>Whether a user is signed in.</summary>
    public bool IsSignedIn => user.IsSignedIn;

    /// <summary>The person's name; null if no user is signed in or Podio doesn't name the user.</summary>
    public string? Label => !IsSignedIn ? null : Claim(ClaimTypes.Name) ?? Mail ?? Account;

    /// <summary>The email address, if Podio returned it.</summary>
    public string? Mail => Claim(ClaimTypes.Email);

    /// <summary>The account at Podio.</summary>
    public string? Account => user.Id is { } id ? string.Create(CultureInfo.InvariantCulture, $"Podio user {id}") : null;

    private string? Claim(string type) => accessor.HttpContext?.User.FindFirstValue(type);
}
