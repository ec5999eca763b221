using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>What a schedule is run against: the source itself, and naive ones with a known bug each, to try the trial.</summary>
internal static class Subjects
{
    internal static readonly TokenRequest App = new(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken));

    /// <summary>The source under test, its flights on the schedule's own thread.</summary>
    internal static Subject Source(World world)
    {
        var options = new TokenSourceOptions { TimeProvider = world.Clock, JitterShare = 0, Store = world.Store() };
        var settings = new SourceSettings(
            world.Exchange(), App.Client, App.Format, LoginKey.OfRequest(options.Endpoint, App), App.Grant, Share: 0, options)
        {
            Launch = work => work(),
        };
        var engine = new RenewalEngine(settings);
        return new Subject(
            engine.GetTokenAsync, token => engine.Learn(state => state.Refused(token, world.Now, options.Policy)));
    }

    /// <summary>A source as people write it, with one bug or none.</summary>
    internal static Func<World, Subject> Naive(Bug bug) => world =>
    {
        var source = new NaiveSource(world, bug);
        return new Subject(source.GetTokenAsync, source.ReportRefused);
    };
}
