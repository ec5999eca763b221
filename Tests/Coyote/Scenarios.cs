using LanguageExt;
using Microsoft.Coyote.Random;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Coyote;

/// <summary>What happens at once, and what has to hold in whatever order it happens. That nobody waits for ever need not be said: Coyote
/// reports it.</summary>
internal static class Scenarios
{
    private const int Callers = 3;

    /// <summary>However many ask at expiry, there is one flight, and all get its token. Flights are counted, for a second one would find
    /// what the first has stored, and ask Podio for nothing.</summary>
    internal static async Task CallersAtExpiryAsync()
    {
        var lab = new Lab();
        var source = lab.OfApp();
        var old = lab.Saved(await source.GetTokenAsync());
        lab.Clock.Advance(Lab.Lifetime);
        lab.Store.Flights = 0;
        var tokens = await Lab.AllAsync(
            Callers,
            async _ => lab.Saved(await (Seed.Bug == Bug.SourceForEachCaller ? lab.OfApp() : source).GetTokenAsync()));
        Lab.Holds(tokens.Distinct().Single() != old, "somebody was given the old token");
        Lab.Holds(lab.Store.Flights == 1, "callers did not share a flight");
        Lab.Holds(lab.Podio.Answered == 2, "Podio was asked more than once an expiry");
    }

    /// <summary>A token that several find refused at once is renewed once, and nobody who said so is given it again.</summary>
    internal static async Task RefusedByAllAsync()
    {
        var lab = new Lab();
        var source = lab.OfApp();
        var refused = lab.Saved(await source.GetTokenAsync());
        lab.Store.Flights = 0;
        var tokens = await Lab.AllAsync(Callers, async _ =>
        {
            source.ReportRejected(refused.AccessToken);
            return lab.Saved(await source.GetTokenAsync());
        });
        Lab.Holds(tokens.Distinct().Single() != refused, "somebody was given the refused token again");
        Lab.Holds(lab.Store.Flights == 1, "callers did not share a flight");
    }

    /// <summary>A sign-in goes after the renewal that is under way, and stands.</summary>
    internal static async Task SignInDuringRenewalAsync()
    {
        var lab = new Lab();
        var source = lab.OfPerson();
        lab.Saved(await source.SignInAsync("code-1"));
        lab.Clock.Advance(Lab.Lifetime);
        Token? signedIn = null;
        await Lab.AllAsync(Callers, async caller =>
        {
            var token = lab.Saved(caller == 0
                ? await (Seed.Bug == Bug.SourceForEachCaller ? lab.OfPerson() : source).SignInAsync("code-2")
                 : await source.GetTokenAsync());
            signedIn = caller == 0 ? token : signedIn;
            return token;
        });
        Lab.Holds(lab.Saved(await source.GetTokenAsync()) == signedIn, "the login of the sign-in was lost in the source");
        Lab.Holds(lab.Saved(await lab.OfPerson().GetTokenAsync()) == signedIn, "the login of the sign-in was lost in the store");
    }

    /// <summary>Two sources on one store ask Podio once between them.</summary>
    internal static async Task TwoSourcesAsync()
    {
        var lab = new Lab();
        var (one, two) = (lab.OfApp(), lab.OfApp());
        lab.Saved(await one.GetTokenAsync());
        lab.Clock.Advance(Lab.Lifetime);
        var tokens = await Lab.AllAsync(Callers, async caller => lab.Saved(await (caller == 0 ? one : two).GetTokenAsync()));
        Lab.Holds(tokens.Distinct().Count() == 1 && lab.Podio.Answered == 2, "the sources did not share the renewal");
    }

    /// <summary>A reply that cannot be saved is handed to nobody, and is not asked for again: it is saved as soon as that can be
    /// done.</summary>
    internal static async Task StoreThatFailsAsync()
    {
        var (lab, isFull) = (new Lab(), true);
        var source = lab.OfApp();
        lab.Store.IsFailing = () => isFull && Generator.Create().NextBoolean();
        await Lab.AllAsync(Callers, async _ =>
        {
            var answer = await source.GetTokenAsync();
            return answer.IsLeft || lab.Saved(answer) is not null;
        });
        isFull = false;
        lab.Clock.Advance(TimeSpan.FromSeconds(1));
        var tokens = await Lab.AllAsync(Callers, async _ => lab.Saved(await source.GetTokenAsync()));
        Lab.Holds(tokens.Distinct().Count() == 1 && lab.Podio.Answered == 1, "what Podio gave was asked for again");
    }

    /// <summary>Disposal ends everything: whoever waits has an answer, nothing is under way any more, no lock is held, and nothing begins.
    /// A token that somebody was given is in the store.</summary>
    internal static async Task DisposedWhileRenewingAsync()
    {
        var lab = new Lab();
        var source = lab.OfPerson();
        lab.Saved(await source.SignInAsync("code-1"));
        lab.Clock.Advance(Lab.Lifetime);
        var (gate, ending) = (new TaskCompletionSource(), new TaskCompletionSource());
        lab.Podio.Gate = gate.Task;
        await Lab.AllAsync(Callers + 1, async one =>
        {
            switch (one)
            {
                case 0:
                    var disposal = source.DisposeAsync();
                    ending.SetResult();
                    if (Seed.Bug != Bug.DisposalThatDoesNotWait)
                    {
                        await disposal;
                    }

                    Lab.Holds(lab.Podio.InFlight == 0 && lab.Store.Held == 0, "something is under way after the end");
                    break;
                case 1:
                    await lab.UnlessDisposedAsync(async () => await source.SignInAsync("code-2"));
                    break;
                case 2:
                    await lab.UnlessDisposedAsync(async () => await source.GetTokenAsync());
                    break;
                default:
                    await ending.Task;
                    if (Seed.Bug != Bug.None || Generator.Create().NextBoolean())
                    {
                        gate.SetResult(); // The reply comes,
                    }
                    else
                    {
                        // or the time for it is over.
                        lab.Clock.Advance(lab.Options.DisposeTimeout);
                    }

                    break;
            }

            return one;
        });
        await Lab.RefusesAsync(source);
    }

    /// <summary>Whoever has a source goes on with it, also when the registry forgets it meanwhile.</summary>
    internal static async Task EvictedWhileCallersComeAsync()
    {
        var lab = new Lab();
        var idle = TimeSpan.FromMinutes(30);
        var registry = new TokenSourceRegistry(lab.Podio.AskAsync, lab.Options, idle);
        var naive = new EvictingRegistry(lab, idle);
        Func<TokenRequest, TokenSource> of = Seed.Bug == Bug.SourceEvictedInUse ? naive.Of : registry.Unattended;
        var other = new TokenRequest(Lab.App.Client, Grant.App(4712, "other-t0ken"));
        await Lab.AllAsync(Callers, async caller =>
        {
            if (caller == 0)
            {
                lab.Clock.Advance(idle);
                of(other);
                return true;
            }

            var source = of(Lab.App);
            lab.Saved(await source.GetTokenAsync());
            lab.Saved(await source.RenewAsync());
            return lab.Saved(await of(Lab.App).GetTokenAsync()) is not null;
        });
        Lab.Holds(registry.Count <= 2, "the registry has two sources of one login");
    }

    /// <summary>A login that is forgotten while callers come: they have a token or are told of the end, and whoever asks afterwards begins
    /// anew.</summary>
    internal static async Task ForgottenWhileCallersComeAsync()
    {
        var lab = new Lab();
        var registry = new TokenSourceRegistry(lab.Podio.AskAsync, lab.Options);
        lab.Saved(await registry.Unattended(Lab.App).GetTokenAsync());
        lab.Clock.Advance(Lab.Lifetime);
        await Lab.AllAsync(Callers, async caller =>
        {
            if (caller == 0)
            {
                Lab.Holds((await registry.ForgetAsync(Lab.App)).IsRight, "the login could not be forgotten");
                return null;
            }

            return await lab.UnlessDisposedAsync(async () => await registry.Unattended(Lab.App).GetTokenAsync());
        });
        lab.Saved(await registry.Unattended(Lab.App).GetTokenAsync());
        Lab.Holds(registry.Count == 1 && lab.Store.Held == 0, "something of the forgotten login is left");
    }

    /// <summary>A registry that is disposed while callers come leaves no source that serves.</summary>
    internal static async Task RegistryDisposedWhileCallersComeAsync()
    {
        var lab = new Lab();
        var registry = new TokenSourceRegistry(lab.Podio.AskAsync, lab.Options);
        var sources = await Lab.AllAsync(Callers, async caller =>
        {
            if (caller == 0)
            {
                await registry.DisposeAsync();
                return null;
            }

            try
            {
                var source = registry.Unattended(Lab.App);
                await lab.UnlessDisposedAsync(async () => await source.GetTokenAsync());
                return source;
            }
            catch (ObjectDisposedException)
            {
                return null;
            }
        });
        foreach (var source in sources.OfType<TokenSource>())
        {
            await Lab.RefusesAsync(source);
        }
    }

    /// <summary>Two stores on one folder, as two processes have them: another may go first before every operation on a file.</summary>
    internal static async Task TwoStoresOnOneFolderAsync()
    {
        using var folder = new LabFolder();
        var lab = new Lab(folder.Store);
        var elsewhere = new LabStore(folder.Store(lab.Clock));
        var (one, two) = (lab.OfApp(), TokenSource.Unattended(lab.Podio.AskAsync, Lab.App, lab.Options with { Store = elsewhere }));
        var tokens = await Lab.AllAsync(2, async caller =>
        {
            var token = (await (caller == 0 ? one : two).GetTokenAsync()).Match(
                Right: token => token,
                Left: error =>
                {
                    Lab.Holds(false, $"no token: {error.Describe()}");
                    return null!;
                });
            Lab.Holds(lab.Store.HasSaved(token) || elsewhere.HasSaved(token), "a token was handed out before it was saved");
            return token;
        });
        Lab.Holds(tokens.Distinct().Count() == 1 && lab.Podio.Answered == 1, "the processes did not share the exchange");
        Lab.Holds(folder.Locks == 0, "a lock is left");
    }

    // A registry as people write it.
    private sealed class EvictingRegistry(Lab lab, TimeSpan idle)
    {
        private readonly Dictionary<TokenRequest, (TokenSource Source, DateTimeOffset Used)> _sources = [];

        internal TokenSource Of(TokenRequest request)
        {
            lock (_sources)
            {
                var now = lab.Clock.GetUtcNow();
                var source = _sources.TryGetValue(request, out var entry)
                    ? entry.Source
                    : TokenSource.Unattended(lab.Podio.AskAsync, request, lab.Options);
                _sources[request] = (source, now);
                foreach (var (key, (unused, _)) in _sources.Where(pair => now - pair.Value.Used >= idle).ToList())
                {
                    _sources.Remove(key);
                    _ = unused.DisposeAsync().AsTask();
                }

                return source;
            }
        }
    }
}
