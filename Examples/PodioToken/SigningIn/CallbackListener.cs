using System.Net;
using Microsoft.AspNetCore.Http;
using PodioOAuth.Functional;

namespace PodioToken.SigningIn;

/// <summary>Waits on loopback for the callback, and redirects the browser to a page whose address contains nothing.</summary>
/// <remarks>
/// A callback without the state is reported and ignored, so that no page can end the wait; so is one of another user of this machine,
/// if the system reports who owns a connection.
/// </remarks>
internal sealed class CallbackListener : IAsyncDisposable
{
    private const int MostWarnings = 3;
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource<AuthorizationCallback> _callback = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _isSignedIn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _shown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Secret _state;
    private readonly Action<string> _warn;
    private LoopbackServer? _server;
    private Uri? _redirect;
    private int _warnings;
    private int _warningsOfOthers;

    private CallbackListener(Secret state, Action<string> warn) => (_state, _warn) = (state, warn);

    /// <summary>The redirect URI, byte for byte.</summary>
    public string RedirectUri { get; private set; } = "";

    /// <summary>Starts listening.</summary>
    /// <param name="redirect">The redirect URI.</param>
    /// <param name="state">The state that the callback must contain.</param>
    /// <param name="warn">Reports callbacks without it.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="IOException">The port is in use or not permitted.</exception>
    public static async Task<CallbackListener> StartAsync(
        RedirectAddress redirect, Secret state, Action<string> warn, CancellationToken cancellationToken)
    {
        var listener = new CallbackListener(state, warn);
        listener._server = await LoopbackServer.StartAsync(listener.AnswerAsync, redirect.Port, cancellationToken);
        listener.RedirectUri = redirect.On(listener._server.Port);
        listener._redirect = new Uri(listener.RedirectUri);
        return listener;
    }

    /// <summary>Waits for the callback.</summary>
    /// <param name="open">Opens the browser.</param>
    /// <param name="show">Shows the progress of the wait.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="TimeoutException">No callback arrived in time.</exception>
    public Task<AuthorizationCallback> WaitAsync(
        Action open,
        Func<Task<AuthorizationCallback>, Task<AuthorizationCallback>> show,
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var waiting = _callback.Task.WaitAsync(timeout, time, cancellationToken);
        open();
        return show(waiting);
    }

    /// <summary>Lets the browser show the result, with a moment to load the page if it is waiting. A stop ends that moment; one that came
    /// before doesn't keep the page from the person.</summary>
    public async Task ShowAsync(bool isSignedIn, TimeProvider time, CancellationToken cancellationToken)
    {
        _isSignedIn.TrySetResult(isSignedIn);
        if (_callback.Task.IsCompleted)
        {
            var stop = cancellationToken.IsCancellationRequested ? CancellationToken.None : cancellationToken;
            await Task.WhenAny(_shown.Task, Task.Delay(LongestLook, time, stop));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isSignedIn.TrySetResult(false);
        await _server!.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Page.Protect(context.Response);
        var request = context.Request;
        var connection = context.Connection;
        if (Peer.IsAnothers(
            peer: new IPEndPoint(connection.RemoteIpAddress!, connection.RemotePort),
            here: new IPEndPoint(connection.LocalIpAddress!, connection.LocalPort)))
        {
            await RefuseAsync(context);
        }
        else if (request.Method != HttpMethods.Get || !IsForUs(request.Host))
        {
            await Page.NotFound.WriteAsync(context);
        }
        else if (request.Path == _redirect!.AbsolutePath && request.QueryString.HasValue)
        {
            await LeadOnAsync(context);
        }
        else
        {
            var page = Page.Addressed.FirstOrDefault(page => request.Path == page.Path) ?? Page.NotFound;
            await page.WriteAsync(context);
            if (page == Page.SignedIn || page == Page.Failed)
            {
                _shown.TrySetResult();
            }
        }
    }

    private async Task RefuseAsync(HttpContext context)
    {
        if (!_callback.Task.IsCompleted && Interlocked.Increment(ref _warningsOfOthers) <= MostWarnings)
        {
            _warn("A request to the callback address of this sign-in may not be yours: "
                + "another user of this machine may have sent it. It was ignored. If it was your browser, use --no-browser.");
        }

        await Page.OfAnother.WriteAsync(context);
    }

    private async Task LeadOnAsync(HttpContext context)
    {
        var callback = AuthorizationCallback.Parse(_state, context.Request.QueryString.Value, fragment: null);
        if (IsProven(callback, context.Request.QueryString.Value!) && _callback.TrySetResult(callback))
        {
            var isSignedIn = await _isSignedIn.Task.WaitAsync(context.RequestAborted);
            Lead(context, StatusCodes.Status303SeeOther, (isSignedIn ? Page.SignedIn : Page.Failed).Path);
            return;
        }

        if (!_callback.Task.IsCompleted && Interlocked.Increment(ref _warnings) <= MostWarnings)
        {
            _warn("A callback that belongs to another sign-in was ignored. Still waiting for the right one.");
        }

        Lead(context, StatusCodes.Status303SeeOther, Page.NotThis.Path);
    }

    // An unreadable callback counts as Podio's if it contains the state, which is hexadecimal and therefore has only one spelling.
    private bool IsProven(AuthorizationCallback callback, string query) =>
        callback is not ForgedCallback && (callback is not MalformedCallback || query.Contains(_state.Reveal(), StringComparison.Ordinal));

    // A foreign host name that resolves to loopback isn't ours.
    private bool IsForUs(HostString host) =>
        string.Equals(host.Value, _redirect!.Authority, StringComparison.OrdinalIgnoreCase);

    private static void Lead(HttpContext context, int status, string address)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = address;
    }
}
