using Microsoft.AspNetCore.Authentication;

namespace PodioOAuth.Functional;

/// <summary>Wraps the site's events to detect whether they have handled the response: then no user is signed in, and the browser still has
/// its earlier cookie.</summary>
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
