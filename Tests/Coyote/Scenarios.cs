using LanguageExt;
using Microsoft.Coyote.Random;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Coyote;

/// <summary>What happens concurrently, and what must hold in every order. Deadlocks need no check, because Coyote reports them.</summary>
internal static class Scenarios
{
    private const int Callers = 3;

    /// <summary>However many callers come at expiry, there is one flight, and all get its token. Flights are counted, because a second one
    /// would find what the first has stored, and send nothing to Podio.</summary>
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
        Lab.Holds(tokens.Distinct().Single() != old, "a caller got the old token");
        Lab.Holds(lab.Store.Flights == 1, "callers did not share a flight");
        Lab.Holds(lab.Podio.Answered == 2, "more than one request was sent per expiry");
    }

    /// <summary>A token that several callers report as rejected at once is renewed once, and none of them gets it again.</summary>
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
        Lab.Holds(tokens.Distinct().Single() != refused, "a caller got the rejected token again");
        Lab.Holds(lab.Store.Flights == 1, "callers did not share a flight");
    }

    /// <summary>A sign-in runs after the renewal in progress, and its login is kept.</summary>
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

    /// <summary>Two sources on one store send one request between them.</summary>
    internal static async Task TwoSourcesAsync()
    {
        var lab = new Lab();
        var (one, two) = (lab.OfApp(), lab.OfApp());
        lab.Saved(await one.GetTokenAsync());
        lab.Clock.Advance(Lab.Lifetime);
        var tokens = await Lab.AllAsync(Callers, async caller => lab.Saved(await (caller == 0 ? one : two).GetTokenAsync()));
        Lab.Holds(tokens.Distinct().Count() == 1 && lab.Podio.Answered == 2, "the sources didn't share the renewal");
    }

    /// <summary>A reply that can't be saved is returned to no caller, and isn't requested again: it is saved as soon as possible.</summary>
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
        Lab.Holds(tokens.Distinct().Count() == 1 && lab.Podio.Answered == 1, "a granted token was requested again");
    }

    /// <summary>Disposal ends everything: waiting callers get an answer, nothing is in progress, no lock is held, and nothing starts. A
    /// token that a caller got is in the store.</summary>
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

                    Lab.Holds(lab.Podio.InFlight == 0 && lab.Store.Held == 0, "something is in progress after the end");
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
                        gate.SetResult(); // The reply arrives,
                    }
                    else
                    {
                        // or the timeout expires.
                        lab.Clock.Advance(lab.Options.DisposeTimeout);
                    }

                    break;
            }

            return one;
        });
        await Lab.RefusesAsync(source);
    }

    /// <summary>A caller that has a source can keep using it, even if the registry evicts it meanwhile.</summary>
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

    /// <summary>A login that is forgotten while callers come: they get a token or the error that it ended, and later callers start
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
                Lab.Holds((await registry.ForgetAsync(Lab.App)).IsRight, "the login couldn't be forgotten");
                return null;
            }

            return await lab.UnlessDisposedAsync(async () => await registry.Unattended(Lab.App).GetTokenAsync());
        });
        lab.Saved(await registry.Unattended(Lab.App).GetTokenAsync());
        Lab.Holds(registry.Count == 1 && lab.Store.Held == 0, "part of the forgotten login remains");
    }

    /// <summary>A registry that is disposed while callers come leaves no usable source.</summary>
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

    /// <summary>Two stores on one folder, as in two processes. Every operation on a file is a scheduling point.</summary>
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
        Lab.Holds(tokens.Distinct().Count() == 1 && lab.Podio.Answered == 1, "the processes didn't share the exchange");
        Lab.Holds(folder.Locks == 0, "a lock remains");
    }

    // A typical registry.
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
