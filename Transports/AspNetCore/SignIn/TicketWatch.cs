using Microsoft.AspNetCore.Authentication;

namespace PodioOAuth.Functional;

/// <summary>The site's events, and whether they have answered for the scheme: then nobody is signed in, and the cookie that the browser had
/// before is still there.</summary>
internal sealed class TicketWatch(RemoteAuthenticationEvents events) : RemoteAuthenticationEvents
{
    /// <summary>Whether the site has handled the ticket itself.</summary>
    internal bool IsLeftToSite { get; private set; }

    public override Task AccessDenied(AccessDeniedContext context) => events.AccessDenied(context);

    public override Task RemoteFailure(RemoteFailureContext context) => events.RemoteFailure(context);

    public override async Task TicketReceived(TicketReceivedContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        await events.TicketReceived(context).ConfigureAwait(false);
        IsLeftToSite = context.Result is { Handled: true } or { Skipped: true };
    }
}
