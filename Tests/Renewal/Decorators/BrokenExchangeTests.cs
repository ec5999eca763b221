namespace PodioOAuth.Functional.Renewal.Tests.Decorators;

/// <summary>An exchange that breaks its word is named by the exception, whichever decorator is around it.</summary>
public sealed class BrokenExchangeTests
{
    private static readonly Dictionary<string, Func<TokenExchange, TokenExchange>> Decorators = new()
    {
        ["retry"] = exchange => exchange.WithRetry(),
        ["limit"] = exchange => exchange.WithTimeLimit(TimeSpan.FromMinutes(1)),
        ["observation"] = exchange => exchange.WithObserver(_ => { }),
    };

    public static TheoryData<string> Names => [.. Decorators.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task A_null_task_and_no_answer_are_bugs_of_the_exchange(string name)
    {
        TokenExchange nothing = (_, _) => null!;
        TokenExchange neither = (_, _) => Task.FromResult(default(LanguageExt.Either<OAuthError, Token>));
        foreach (var (exchange, said) in new[] { (nothing, "null task"), (neither, "default(Either)") })
        {
            var bug = await Assert.ThrowsAsync<InvalidOperationException>(
                () => Decorators[name](exchange)(Bench.App, CancellationToken.None));
            Assert.Contains($"token exchange returned {(said == "null task" ? "a " : "")}{said}", bug.Message, StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Its_exceptions_are_passed_on_unchanged(string name)
    {
        var thrown = new IOException("a bug");
        TokenExchange atOnce = (_, _) => throw thrown;
        TokenExchange later = (_, _) => Task.FromException<LanguageExt.Either<OAuthError, Token>>(thrown);
        foreach (var exchange in new[] { atOnce, later })
        {
            Assert.Same(thrown, await Assert.ThrowsAsync<IOException>(() => Decorators[name](exchange)(Bench.App, CancellationToken.None)));
        }
    }
}
