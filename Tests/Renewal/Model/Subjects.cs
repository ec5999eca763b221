using LanguageExt;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>What a schedule is run against: a way to get a token, a way to report a refused one, over one life of a process.</summary>
/// <param name="GetToken">Gets a token.</param>
/// <param name="ReportRejected">Reports a token that Podio refused.</param>
/// <param name="Person">What a person may do; null where the login is an app's.</param>
internal sealed record Subject(
    Func<CancellationToken, Task<Either<TokenSourceError, Token>>> GetToken, Action<Secret> ReportRejected, Person? Person = null)
{
    /// <summary>Under which key others find the login in the store; null where they cannot.</summary>
    internal LoginKey? Key { get; init; }

    /// <summary>What others store with an app's login; null for none.</summary>
    internal StoredProof? Proof { get; init; }

    /// <summary>Ends it; null where it has no end.</summary>
    internal Func<Task>? End { get; init; }
}

/// <summary>What a person may do.</summary>
/// <param name="SignIn">Signs in with a code.</param>
/// <param name="Restore">Restores a login.</param>
/// <param name="SignOut">Signs out: never a token.</param>
internal sealed record Person(
    Func<Secret, CancellationToken, Task<Either<TokenSourceError, Token>>> SignIn,
    Func<SavedLogin, CancellationToken, Task<Either<TokenSourceError, Token>>> Restore,
    Func<CancellationToken, Task<Either<TokenSourceError, Token>>> SignOut);

/// <summary>The subjects: the sources under test, and naive ones with a known bug each, to try the trial.</summary>
internal static class Subjects
{
    internal static readonly TokenRequest App = new(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken));

    private static readonly StoredProof Proof = new OriginProof(App.Grant.Origin!).Own();

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>The source over an app, its flights on the schedule's own thread.</summary>
    internal static Subject OfApp(World world)
    {
        var wire = new Wire(world);
        var source = TokenSource.Unattended(wire.AskAsync, App, Options(world));
        return new Subject(source.GetTokenAsync, source.ReportRejected)
        {
            Key = source.Key,
            Proof = Proof,
            End = () => wire.EndAsync(source.DisposeAsync),
        };
    }

    /// <summary>The sources of a registry, which forgets them when nobody asks for them. Every third time one that was got earlier is
    /// asked.</summary>
    internal static Subject OfRegistry(World world)
    {
        var wire = new Wire(world, isPaced: false);
        var registry = new TokenSourceRegistry(wire.AskAsync, Options(world), Idle);
        return OfSources(world, () => registry.Unattended(App)) with { End = () => wire.EndAsync(registry.DisposeAsync) };
    }

    /// <summary>A registry as people write it, which disposes what nobody asked for in a while, though somebody may have it.</summary>
    internal static Subject EvictingInUse(World world)
    {
        var wire = new Wire(world, isPaced: false);
        var (source, used) = (TokenSource.Unattended(wire.AskAsync, App, Options(world)), world.Now);
        return OfSources(world, () =>
        {
            if (world.Now - used >= Idle)
            {
                _ = source.DisposeAsync().AsTask();
                source = TokenSource.Unattended(wire.AskAsync, App, Options(world));
            }

            used = world.Now;
            return source;
        });
    }

    /// <summary>A source whose disposal does not wait for what is under way.</summary>
    internal static Subject EndingAtOnce(World world)
    {
        var wire = new Wire(world);
        var source = TokenSource.Unattended(wire.AskAsync, App, Options(world));
        return new Subject(source.GetTokenAsync, source.ReportRejected)
        {
            Key = source.Key,
            End = () => wire.EndAsync(() =>
            {
                _ = source.DisposeAsync().AsTask();
                return ValueTask.CompletedTask;
            }),
        };
    }

    /// <summary>The source over a person's login, its flights on the schedule's own thread.</summary>
    internal static Subject OfPerson(World world)
    {
        var wire = new Wire(world);
        var source = TokenSource.SignedIn(wire.AskAsync, SamplePodio.Client, "jane", options: Options(world));
        return new Subject(source.GetTokenAsync, source.ReportRejected, new Person(
            (code, cancellationToken) => source.SignInAsync(code, SamplePodio.RedirectUri, cancellationToken),
            source.RestoreAsync,
            async cancellationToken => await source.SignOutAsync(cancellationToken)))
        {
            Key = source.Key,
            End = () => wire.EndAsync(source.DisposeAsync),
        };
    }

    /// <summary>A source over an app as people write it, with one bug or none.</summary>
    internal static Func<World, Subject> Naive(Bug bug) => world =>
    {
        var source = new NaiveSource(world, bug);
        return new Subject(source.GetTokenAsync, source.ReportRejected);
    };

    /// <summary>A source over a person's login as people write it, with one bug or none.</summary>
    internal static Func<World, Subject> NaiveLogin(LoginBug bug) => world =>
    {
        var source = new NaiveLogin(world, bug);
        return new Subject(
            source.GetTokenAsync, source.ReportRejected, new Person(source.SignInAsync, source.RestoreAsync, source.SignOutAsync))
        {
            Key = LoginKey.OfLogin(PodioEndpoint.Default, SamplePodio.Client.ClientId, "jane"),
        };
    };

    private static Subject OfSources(World world, Func<TokenSource> find)
    {
        var (kept, asked) = (find(), 0);
        return new Subject(
            async cancellationToken =>
            {
                kept = ++asked % 3 == 0 ? kept : find();
                return await kept.GetTokenAsync(cancellationToken);
            },
            token =>
            {
                kept.ReportRejected(token);
                find().ReportRejected(token);
            })
        {
            Key = kept.Key,
            Proof = Proof,
        };
    }

    private static TokenSourceOptions Options(World world) =>
        new() { TimeProvider = world.Clock, JitterShare = 0, Store = world.Store, Launch = work => work() };
}
