namespace PodioOAuth.Functional.Core.Tests.Transports.Queries;

/// <summary>Each query over tasks of an Either either gives the first error and runs no later step, or does not compile.</summary>
public sealed class QueryTests
{
    public static TheoryData<int> Mixtures => [.. Enumerable.Range(0, Mixture.All.Count)];

    [Theory, MemberData(nameof(Mixtures))]
    public async Task No_query_loses_an_error(int number)
    {
        var mixture = Mixture.All[number];
        var verdicts = await QueryCompiler.VerdictsAsync(mixture, QueryTable.Queries);
        Assert.Empty(QueryTable.Queries
            .Zip(verdicts, (query, verdict) => query.IsAsExpected(mixture, verdict) ? null : $"{mixture}: {query.Text}: {verdict}")
            .OfType<string>());
    }

    /// <summary>The control: the same search sees what LanguageExt's operators lose.</summary>
    [Fact]
    public async Task Without_the_librarys_operators_errors_are_lost()
    {
        var control = new Mixture(Place.File, Place.Absent, HasPrelude: true, HasLinq: true);
        var verdicts = await QueryCompiler.VerdictsAsync(control, QueryTable.Queries);
        Assert.Equal(
            QueryTable.Queries.Where(query => query.LosesError).Select(query => query.Text),
            QueryTable.Queries
                .Where((_, i) => verdicts[i].StartsWith(QueryCompiler.LostError, StringComparison.Ordinal))
                .Select(query => query.Text));
    }

    /// <summary>The limit that the documentation states: the compiler takes the nearest operators that fit.</summary>
    [Fact]
    public async Task With_LanguageExts_operators_closer_errors_are_lost()
    {
        var query = Assert.Single(QueryTable.Queries, query => query.Text == "from a in s.Ask(1, 10) from b in s.Ask(2, 20) select b");
        var farther = new Mixture(Place.Namespace, Place.File, HasPrelude: false, HasLinq: false);
        var verdicts = await QueryCompiler.VerdictsAsync(farther, [query]);
        Assert.StartsWith($"{QueryCompiler.LostError} of step 1", verdicts[0], StringComparison.Ordinal);
    }
}
