using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>Renews logins that aren't in use, one after the other, whatever the result of each.</summary>
internal sealed class KeepAliveService(PodioTokenSources sources, KeepAlivePace pace, ILoggerFactory loggers) : BackgroundService
{
    private const double Jitter = 0.1;

    private readonly ILogger _logger = loggers.CreateLogger(PodioLog.Category);

    private TimeProvider Time => sources.Registry.Options.TimeProvider;

    /// <summary>Checks every login once.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        var known = sources.KnownLogins;
        List<LoginKey> listed = [];
        await TryAsync(() => ListAsync(listed, cancellationToken), _logger.LoginsNotListed, cancellationToken).ConfigureAwait(false);
        foreach (var login in known.Concat(listed.Except(known)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await TryAsync(() => KeepAsync(login, cancellationToken), problem => Tell(login, problem), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    // The first check is soon, because an application that restarts every hour would otherwise never get to it.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = pace.Interval * Jitter * Random.Shared.NextDouble();
        while (true)
        {
            await Task.Delay(pause, Time, stoppingToken).ConfigureAwait(false);
            await LookAsync(stoppingToken).ConfigureAwait(false);
            pause = pace.Interval * (1 + (Jitter * Random.Shared.NextDouble()));
        }
    }

    // The host would stop the application after an exception of a hosted service.
    private static async Task TryAsync(Func<Task> work, Action<string> tell, CancellationToken cancellationToken)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            tell(exception.GetType().Name);
        }
    }

    // Persons that the application hasn't seen since it started, if the store can list its keys. Only the keys: each login is checked
    // afterward.
    private async Task ListAsync(List<LoginKey> listed, CancellationToken cancellationToken)
    {
        if (sources.Registry.Options.Store.AsListable() is { } store)
        {
            await foreach (var text in store.ListAsync(cancellationToken).ConfigureAwait(false))
            {
                if (LoginKey.TryParse(text, out var key) && sources.IsPersonOfThis(key))
                {
                    listed.Add(key);
                }
            }
        }
    }

    private async Task KeepAsync(LoginKey login, CancellationToken cancellationToken)
    {
        var read = await sources.Registry.Options.Store.LookAtAsync(login, Time, cancellationToken).ConfigureAwait(false);
        var isOld = read.Match(Right: IsOld, Left: error =>
        {
            Tell(login, error.Describe());
            return false;
        });
        if (isOld && sources.Of(login) is { } source)
        {
            _ = await source.RenewAsync(cancellationToken).ConfigureAwait(false); // Its observer is notified of a failure.
        }
    }

    private void Tell(LoginKey login, string problem) => _logger.NotKeptAlive(sources.Registration, login, problem);

    // Not if it couldn't be renewed now: after a rejection, or during a cool-down.
    private bool IsOld(StoredLogin stored)
    {
        var now = Time.GetUtcNow();
        return stored.Login is { Token.RefreshToken: not null } login
            && now - login.RequestedAt >= pace.RenewAfter && stored.ErrorAt(now) is null;
    }
}

/// <summary>Specifies when unused refresh tokens are renewed.</summary>
/// <param name="RenewAfter">The minimum age of the last renewal.</param>
/// <param name="Interval">The minimum time between two checks.</param>
internal sealed record KeepAlivePace(TimeSpan RenewAfter, TimeSpan Interval);
