using LanguageExt;

namespace PodioOAuth.Functional;

/// <content>The end of a source: of its flight, and of a reply that couldn't be saved.</content>
internal sealed partial class RenewalEngine
{
    public async ValueTask DisposeAsync()
    {
        Task disposal;
        Begun[] unbegun;
        lock (_gate)
        {
            disposal = _disposal ??= EndAsync();
            unbegun = [.. _queue ?? []];
            _queue = null;
        }

        foreach (var begun in unbegun)
        {
            begun.Answer.TrySetException(new ObjectDisposedException(nameof(TokenSource)));
            _ = begun.Answer.Task.Exception; // Observed: a caller that gave up waiting loses nothing.
        }

        await disposal.ConfigureAwait(false);
    }

    /// <summary>Tries again to save a reply that couldn't be saved, in the background.</summary>
    /// <returns>False if there is none.</returns>
    internal bool TrySaveOwed()
    {
        lock (_gate)
        {
            if (_flight is null && _disposal is null)
            {
                _ = SaveOwedAsync(); // A flight in progress saves it first.
            }

            return _known.Owed is not null;
        }
    }

    // Under the gate until its first wait. A reply that couldn't be saved would be lost with the source, and with it perhaps the only
    // refresh token that is still valid.
    private async Task EndAsync()
    {
        _snapshot = null;
        Warning?.Dispose();
        if (await EndsAsync(_flight).ConfigureAwait(false))
        {
            Task? save;
            lock (_gate)
            {
                save = SaveOwedAsync();
            }

            await EndsAsync(save).ConfigureAwait(false);
        }
    }

    // Under the gate.
    private Task<Either<TokenSourceError, Token>>? SaveOwedAsync() =>
        _known.Owed is null ? null : Start((flight, known) => flight.SaveOwedAsync(known), isRenewal: false);

    // Bounded twice: a transport that ignores its cancellation is abandoned.
    private async Task<bool> EndsAsync(Task? flight)
    {
        if (flight is null || await EndsInTimeAsync(flight).ConfigureAwait(false))
        {
            return true;
        }

        await CancelAsync(_abort!).ConfigureAwait(false);
        if (!await EndsInTimeAsync(flight).ConfigureAwait(false))
        {
            await CancelAsync(_left!).ConfigureAwait(false);
        }

        return false;
    }

    // A transport or a store may have registered a callback for the cancellation. Its exception must not keep callers waiting.
    private static async Task CancelAsync(CancellationTokenSource source)
    {
        try
        {
            await source.CancelAsync().ConfigureAwait(false);
        }
        catch (AggregateException exception)
        {
            _ = Task.FromException(exception); // Not awaited, so that it is reported as unobserved.
        }
    }

    private async Task<bool> EndsInTimeAsync(Task flight)
    {
        using var patience = new CancellationTokenSource(_settings.Options.DisposeTimeout, _settings.Time);
        await flight.WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return flight.IsCompleted;
    }
}
