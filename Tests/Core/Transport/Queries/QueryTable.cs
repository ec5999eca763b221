namespace PodioOAuth.Functional.Core.Tests.Transports.Queries;

/// <summary>The queries that users may write over tasks of an Either, and what must become of each.</summary>
internal static class QueryTable
{
    private const string Right = QueryCompiler.Right;
    private const string Ambiguous = "CS1940";
    private const string Condition = "CS0619: A 'where' has no error to return";
    private const string OneErrorType = "CS0619: All steps of a query are Task<Either<TError, T>> or Either<TError, T>";
    private const string Value = "CS0619: In a query over Task<Either<TError, T>> the variable is the value of the step";
    private const string Join = "CS0619: A 'join' has no error to return";
    private const string Type = "CS0619: A variable with a type would cast the Either and lose its error.";

    internal static readonly IReadOnlyList<Query> Queries =
    [
        // Steps that wait.
        Works("from a in s.Ask(1, 10) select a + 1", 1, "11"),
        Works("from a in s.Ask(1, 10) select a", 1, "10"),
        Works("from a in s.Ask(1, 10) let b = a + 1 select a + b", 1, "21"),
        Works("from a in s.Ask(1, 10) select a into b select b + 1", 1, "11"),
        Works("from a in s.Ask(1, 10) from b in s.Ask(2, a + 1) select a + b", 2, "21"),
        Works("from a in s.Ask(1, 10) from b in s.Ask(2, a + 1) select b", 2, "11"),
        Works("from a in s.Ask(1, 10) from b in s.Ask(2, a + 1) select 7", 2, "7"),
        Works("from a in s.Ask(1, 10) from b in s.Ask(2, 20) select a + b", 2, "30"),
        Works("from a in s.Ask(1, 10) from b in s.Ask(2, 20) select a + 1", 2, "11"),
        Works("from a in s.Ask(1, 10) from b in s.Ask(2, 20) select b", 2, "20", losesError: true),
        Works("from a in s.Ask(1, 10) from b in s.Ask(2, 20) select a", 2, "10", losesError: true),
        Works("from a in s.Ask(1, 10) from b in s.Ask(2, 20) select (a, b)", 2, "(10, 20)", losesError: true),
        Works("from _ in s.Ask(1, 10) from b in s.Ask(2, 20) select b", 2, "20", losesError: true),
        Works(@"from a in s.Ask(1, 10) from b in s.Text(2, $""{a}"") select b", 2, "10", losesError: true),
        Works(@"from a in s.Ask(1, 10) from b in s.Text(2, $""{a}"") select b.Length", 2, "2"),
        Works("from a in s.Ask(1, 10) let x = a + 1 from b in s.Ask(2, x) select a + b", 2, "21"),
        Works("from a in s.Ask(1, 10) from b in s.Ask(2, a) let x = a + b select x", 2, "20"),
        Works("from a in s.Ask(1, 10) from b in (from c in s.Ask(2, a) select c + 1) select a + b", 2, "21"),
        Works("from a in s.Ask(1, 10) select a into b from c in s.Ask(2, b) select c + 1", 2, "11"),
        Works("from a in s.Ask(1, 10) from b in s.Ask(2, a + 1) from c in s.Ask(3, a + b) select a + b + c", 3, "42"),
        Works("from a in s.Ask(1, 10) from b in s.Ask(2, a + 1) from c in s.Ask(3, a + b) select c", 3, "21"),

        // Values that nothing in the query tells from an Either: with LanguageExt as near, the compiler sees both readings.
        Works("from a in s.Ask(1, 10) select 7", 1, "7", rivalled: Ambiguous, losesError: true),
        Works(@"from a in s.Ask(1, 10) select $""{a}""", 1, "10", rivalled: Ambiguous, losesError: true),
        Works("from a in s.Ask(1, 10) select new { a }", 1, "{ a = 10 }", rivalled: Ambiguous, losesError: true),
        Works("from a in s.Ask(1, 10) let b = 7 select b", 1, "7", rivalled: Ambiguous, losesError: true),
        Works("from a in s.Ask(1, 10) let b = 7 select a + b", 1, "17", rivalled: Ambiguous),
        Works("from a in s.Ask(1, 10) from b in s.Ask(2, 20) select 7", 2, "7", rivalled: Ambiguous, losesError: true),
        Works("from a in s.Ask(1, 10) let x = 7 from b in s.Ask(2, 20) select b", 2, "20", rivalled: Ambiguous, losesError: true),
        Works("from a in s.Ask(1, 10) let x = 7 from b in s.Ask(2, x) select b", 2, "7", rivalled: Ambiguous, losesError: true),
        Works("from a in s.Ask(1, 10) let x = 7 from b in s.Ask(2, a) select b + x", 2, "17", rivalled: Ambiguous),
        Works("from a in s.Ask(1, 10) from b in s.Ask(2, a) let x = 7 select x", 2, "7", rivalled: Ambiguous),
        Works("from a in s.Ask(1, 10) from b in s.Ask(2, 20) let x = 7 select x", 2, "7", rivalled: Ambiguous, losesError: true),
        Works("from a in s.Ask(1, 10) from b in (from c in s.Ask(2, 20) select 7) select b",
            2, "7", rivalled: Ambiguous, losesError: true),
        Works("from a in s.Ask(1, 10) from b in s.Ask(2, 20) from c in s.Ask(3, 30) select c",
            3, "30", rivalled: Ambiguous, losesError: true),
        Works("from a in s.Ask(1, 10) from b in s.Ask(2, 20) from c in s.Ask(3, 30) select 7",
            3, "7", rivalled: Ambiguous, losesError: true),
        Works("from a in s.Ask(1, 10) from b in s.Ask(2, 20) from c in s.Ask(3, 30) select a + b + c", 3, "60", rivalled: Ambiguous),

        // Steps that have nothing to wait for.
        Works("from a in s.Ask(1, 10) let x = a + 1 from b in s.Pure(2, x) let y = b + 1 from c in s.Ask(3, y) select x + y + c",
            3, "35"),
        Works("from a in s.Pure(1, 10) from b in s.Ask(2, a + 1) select a + b", 2, "21"),
        Works("from a in s.Pure(1, 10) from b in s.Ask(2, 20) select b", 2, "20"),
        Works("from a in s.Pure(1, 10) from b in s.Ask(2, 20) select 7", 2, "7"),
        Works("from a in s.Ask(1, 10) from b in s.Pure(2, a + 1) select a + b", 2, "21"),
        Works("from a in s.Ask(1, 10) from b in s.Pure(2, 20) select b", 2, "20"),
        Works("from a in s.Ask(1, 10) from b in s.Pure(2, 20) select 7", 2, "7"),
        Works("from a in s.Pure(1, 10) from b in s.Pure(2, a + 1) from c in s.Ask(3, a + b) select a + b + c", 3, "42"),
        Works("from a in s.Pure(1, 10) from b in s.Pure(2, 20) from c in s.Ask(3, 30) select 7", 3, "7"),
        Works("from a in s.Ask(1, 10) from b in s.Pure(2, a) from c in s.Ask(3, b) select c", 3, "10"),
        Works("from a in s.Pure(1, 10) let x = a + 1 from b in s.Ask(2, x) select b", 2, "11"),
        Works("from a in s.Pure(1, 10) let x = 7 from b in s.Ask(2, x) select b", 2, "7"),

        // Conditions.
        Works("from a in s.Pure(1, 10) where a > 0 from b in s.Ask(2, a) select b", 2, "10"),
        Refused("from a in s.Ask(1, 10) where a > 0 select a", 1, Condition),
        Refused("from a in s.Ask(1, 10) where a.IsRight select a", 1, Condition, losesError: true),
        Refused("from a in s.Ask(1, 10) from b in s.Ask(2, a) where b > 0 select a + b", 2, Condition),
        Refused("from a in s.Ask(1, 10) from b in s.Ask(2, 20) where true select b", 2, Condition, rivalled: Ambiguous, losesError: true),

        // Joins.
        Refused("from a in s.Ask(1, 10) join b in s.Ask(2, 10) on a equals b select a + b", 2, Join),
        Refused("from a in s.Ask(1, 10) join b in s.Ask(2, 10) on 1 equals 1 select 7", 2, Join, losesError: true),
        Refused("from a in s.Ask(1, 10) join b in s.Ask(2, 10) on a.IsRight equals b.IsRight select 7", 2, Join, losesError: true),
        Refused("from a in s.Ask(1, 10) join b in s.Source(2, 10) on a equals b select a + b", 2, Join),
        Refused("from a in s.Ask(1, 10) join b in s.Plain(2, 10) on 1 equals 1 select b", 2, Join, losesError: true),
        Refused("from a in s.Ask(1, 10) join b in s.Plain(2, 10) on a.IsRight equals true select a", 2, Join, losesError: true),
        Refused("from a in s.Plain(1, 10) join b in s.Ask(2, 10) on true equals b.IsRight select b", 2, Join, losesError: true),
        Refused("from a in s.Ask(1, 10) join b in s.Plain(2, 10) on 1 equals 1 into bs select 7", 2, Join, losesError: true),
        Refused("from a in s.Ask(1, 10) join b in s.Ask(2, 10) on a equals b into bs select a + 1", 2, Join),
        Refused("from a in s.Plain(1, 10) join b in s.Ask(2, 10) on a equals 10 select a", 2, Join, losesError: true),
        Refused("from a in s.Ask(1, 10) join b in s.Pure(2, 10) on a equals b select a + b",
            2, "CS1941", rivalled: "CS1936", alone: "CS1936|CS1941"),
        Refused("from a in s.Pure(1, 10) join b in s.Ask(2, 10) on a equals b select a + b", 2, "CS1941"),
        Refused("from a in s.Ask(1, 10) join b in s.Ask(2, 10) on a equals b into bs select a", 2, Join, losesError: true),
        Refused("from a in s.Ask(1, 10) join b in s.Ask(2, 10) on 1 equals 1 into bs select 7", 2, Join, losesError: true),
        Refused("from a in s.Plain(1, 10) join b in s.Ask(2, 10) on a equals b into bs select a", 2, Join, losesError: true),
        Refused("from a in s.Ask(1, 10) from b in s.Ask(2, a) join c in s.Ask(3, 10) on a equals c select b + c", 3, Join),

        // Variables with a type.
        Refused("from int a in s.Ask(1, 10) select a + 1", 1, Type, rivalled: Ambiguous, losesError: true),
        Refused("from a in s.Ask(1, 10) from int b in s.Ask(2, a) select b", 2, OneErrorType, rivalled: Ambiguous),
        Refused("from object a in s.Ask(1, 10) select a", 1, Type, rivalled: Ambiguous, losesError: true),
        Refused("from object a in s.Ask(1, 10) from b in s.Ask(2, 20) select b", 2, Type, rivalled: Ambiguous, losesError: true),

        // Two types of error.
        Refused("from a in s.Ask(1, 10) from b in s.Source(2, a + 1) select a + b", 2, OneErrorType),
        Refused("from a in s.Ask(1, 10) from b in s.Source(2, 20) select b", 2, OneErrorType, losesError: true),
        Refused("from a in s.Ask(1, 10) from b in s.Source(2, 20) select 7", 2, OneErrorType, rivalled: Ambiguous, losesError: true),
        Refused("from a in s.Source(1, 10) from b in s.Ask(2, a + 1) select a + b", 2, OneErrorType),
        Refused("from a in s.Source(1, 10) from b in s.Ask(2, 20) select a", 2, OneErrorType, losesError: true),
        Refused("from a in s.Source(1, 10) from b in s.Ask(2, 20) select 7", 2, OneErrorType, rivalled: Ambiguous, losesError: true),
        Works("from a in s.Source(1, 10) from b in s.Source(2, a + 1) select a + b", 2, "21"),
        Refused("from a in s.Ask(1, 10) from b in s.PureSource(2, a + 1) select a + b", 2, OneErrorType),
        Refused("from a in s.Ask(1, 10) from b in s.PureSource(2, 20) select 7", 2, OneErrorType),
        Refused("from a in s.PureSource(1, 10) from b in s.Ask(2, a + 1) select a + b", 2, OneErrorType),
        Refused("from a in s.PureSource(1, 10) from b in s.Ask(2, 20) select 7", 2, OneErrorType),
        Refused("from a in s.Ask(1, 10) from b in s.Ask(2, a) from c in s.Source(3, b) select c", 3, OneErrorType),
        Refused("from a in s.Ask(1, 10) from b in s.Source(2, 20) from c in s.Ask(3, 30) select 7",
            3, OneErrorType, rivalled: Ambiguous, losesError: true),

        // Tasks without an error.
        Refused("from a in s.Plain(1, 10) from b in s.Ask(2, a + 1) select a + b", 2, OneErrorType),
        Refused("from a in s.Plain(1, 10) from b in s.Ask(2, 20) select b", 2, OneErrorType),
        Refused("from a in s.Plain(1, 10) from b in s.Ask(2, 20) select 7", 2, OneErrorType, rivalled: Ambiguous, losesError: true),
        Refused("from a in s.Ask(1, 10) from b in s.Plain(2, a + 1) select a + b", 2, OneErrorType),
        Refused("from a in s.Ask(1, 10) from b in s.Plain(2, 20) select b", 2, OneErrorType, rivalled: Ambiguous, losesError: true),
        Refused("from a in s.Ask(1, 10) from b in Task.FromResult(7) from c in s.Ask(3, a) select c",
            2, OneErrorType, rivalled: Ambiguous),
        Refused("from a in s.Plain(1, 10) from b in s.Plain(2, 20) from c in s.Ask(3, a + b) select c",
            3, OneErrorType, alone: "CS1936|CS1943"),
        Refused("from a in s.Plain(1, 10) from b in s.Plain(2, 20) from c in s.Ask(3, 7) select 7",
            3, OneErrorType, rivalled: Ambiguous, alone: "CS1936|CS1943", losesError: true),
        Refused("from a in s.Plain(1, 10) from b in s.Pure(2, a) select b", 2, "CS1503", alone: "CS1936|CS1943"),
        Refused("from a in s.Pure(1, 10) from b in s.Plain(2, a) select b", 2, "CS0029"),

        // Variables used as an Either.
        Refused("from a in s.Ask(1, 10) select a.IsRight", 1, Value, losesError: true),
        Refused("from a in s.Ask(1, 10) from b in s.Ask(2, a.IsRight ? 1 : 0) select b", 2, Value, losesError: true),
        Refused("from a in s.Ask(1, 10) from b in s.Ask(2, a.IsRight ? 1 : 0) select b + 1", 2, OneErrorType),
        Refused("from a in s.Ask(1, 10) from b in s.Ask(2, 20) select b.IsRight", 2, OneErrorType, rivalled: Ambiguous, losesError: true),
        Refused("from a in s.Ask(1, 10) from b in s.Ask(2, 20) select a.IsRight && b.IsRight", 2, Value, losesError: true),
        Refused("from a in s.Ask(1, 10) let x = a.IsRight from b in s.Ask(2, 20) select b.IsRight", 2, Value, losesError: true),
        Refused("from a in s.Plain(1, 10) from b in s.Ask(2, 20) select b.IsRight", 2, Value, losesError: true),

        // What no operator is there for.
        Refused("from a in s.Ask(1, 10) from b in s.Nothing(2) select a", 2, "CS1943", rivalled: "CS1936", alone: "CS1936|CS1943"),
        Refused("from a in s.Ask(1, 10) orderby a select a", 1, "CS1936"),
        Refused("from a in s.Ask(1, 10) group a by a", 1, "CS1936"),
        Refused("from a in s.Ask(1, 10) from b in new[] { 1, 2 } select a + b", 1, "CS1943", rivalled: "CS1936", alone: "CS1936|CS1943"),

        // What the sentences of the errors advise.
        Works("from a in s.Ask(1, 10) from b in s.Source(2, a).Map(o => o.MapLeft(_ => s.Error(2))) select a + b",
            2, "20", alone: "CS1061|CS1503"),
        Works("from a in s.Ask(1, 10) from b in s.Plain(2, a).Map(LanguageExt.Prelude.Right<OAuthError, int>) select a + b",
            2, "20", alone: "CS1503"),
        Works("from a in s.Ask(1, 10) from _ in LanguageExt.Prelude.guard(a > 0, s.Error(2)).ToEither() select a",
            1, "10", alone: "CS1061"),
        Refused("from a in s.Ask(1, 10) from _ in LanguageExt.Prelude.guard(a > 0, s.Error(2)) select a",
            1, "CS0019", alone: "CS1936|CS1943"),
    ];

    private static Query Works(
        string text, int steps, string value, string rivalled = Right, string alone = Right, bool losesError = false) =>
        new(text, steps, value, Right, rivalled, alone, losesError);

    private static Query Refused(
        string text, int steps, string verdict, string? rivalled = null, string? alone = null, bool losesError = false) =>
        new(text, steps, Value: null, verdict, rivalled ?? verdict, alone ?? verdict, losesError);
}
