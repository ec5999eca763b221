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

    /// <summary>The source over an app, its flights on the schedule's own thread.</summary>
    internal static Subject OfApp(World world)
    {
        var source = new TokenSource(Settings(world, LoginKey.OfRequest(PodioEndpoint.Default, App), App.Grant));
        return new Subject(source.GetTokenAsync, source.ReportRejected);
    }

    /// <summary>The source over a person's login, its flights on the schedule's own thread.</summary>
    internal static Subject OfPerson(World world)
    {
        var source = new SignedInTokenSource(
            Settings(world, LoginKey.OfLogin(PodioEndpoint.Default, SamplePodio.Client.ClientId, "jane"), origin: null));
        return new Subject(source.GetTokenAsync, source.ReportRejected, new Person(
            (code, cancellationToken) => source.SignInAsync(code, SamplePodio.RedirectUri, cancellationToken),
            source.RestoreAsync,
            async cancellationToken => await source.SignOutAsync(cancellationToken)))
        {
            Key = source.Key,
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

    private static SourceSettings Settings(World world, LoginKey key, Grant? origin) => new(
        world.Exchange.AskAsync, SamplePodio.Client, WireFormat.Form, key, origin, Share: 0,
        Options(world));

    private static TokenSourceOptions Options(World world) =>
        new() { TimeProvider = world.Clock, JitterShare = 0, Store = world.Store, Launch = work => work() };
}
