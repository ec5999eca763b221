namespace WebSignIn;

/// <summary>Sends the browser on by a GET (RFC 9110 §15.4.4). Not the framework's redirect, which logs where to.</summary>
internal sealed class SeeOther(string location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
