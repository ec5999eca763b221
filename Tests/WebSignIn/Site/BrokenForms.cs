using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional.WebSignIn.Tests.Site;

/// <summary>A part of the site that fails at every use, with something in its words that is nobody's business.</summary>
internal sealed class BrokenForms : IAntiforgery
{
    internal const string Secret = "made-up-secret-of-an-exception";

    public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) => throw Failure();

    public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => throw Failure();

    public Task<bool> IsRequestValidAsync(HttpContext httpContext) => throw Failure();

    public Task ValidateRequestAsync(HttpContext httpContext) => throw Failure();

    public void SetCookieTokenAndHeader(HttpContext httpContext) => throw Failure();

    private static InvalidOperationException Failure() => new(Secret);
}
