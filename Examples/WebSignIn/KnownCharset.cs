using Microsoft.Net.Http.Headers;
using WebSignIn.Pages;

namespace WebSignIn;

/// <summary>Answers a body in a charset other than UTF-8 with 400. Every form of this site is sent in UTF-8, and the framework's form
/// reader throws for an unsupported charset.</summary>
internal sealed class KnownCharset(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || type.Charset is not { Length: > 0 } charset
            || HeaderUtilities.RemoveQuotes(charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return FailurePages.ShowAsync(context, Problem.Unreadable);
    }
}
