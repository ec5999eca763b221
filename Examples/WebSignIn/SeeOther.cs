namespace WebSignIn;

/// <summary>Redirects the browser with a GET (RFC 9110 §15.4.4). Not the framework's redirect, which logs the address.</summary>
/// <param name="location">A path of this site, or an absolute address.</param>
internal sealed class SeeOther(string location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location.StartsWith('/')
            ? httpContext.Request.PathBase.ToUriComponent() + location
            : location;
        return Task.CompletedTask;
    }
}
