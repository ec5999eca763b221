using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>One process among those that share a store.</summary>
internal static class Asking
{
    /// <summary>Asks a new source of <c>app</c>, or of a person, who signs in where there is a code.</summary>
    internal static async Task<Either<TokenSourceError, Token>> AskAsync(
        this InMemoryPodio podio, string login, ITokenStore store, TimeProvider? clock = null, Secret? code = null,
        Func<TokenExchange, TokenExchange>? around = null)
    {
        var exchange = podio.Transport.ToTokenExchange();
        exchange = around?.Invoke(exchange) ?? exchange;
        var options = new TokenSourceOptions
        {
            Store = store,
            TimeProvider = clock ?? TimeProvider.System,
            JitterShare = 0,
            LockTimeout = RunningProcess.Patience,
        };
        await using TokenSource source = login == "app"
            ? TokenSource.Unattended(exchange, Bench.App, options)
            : TokenSource.SignedIn(exchange, SamplePodio.Client, "jane", options: options);
        return source is SignedInTokenSource person && code is not null
            ? await person.SignInAsync(code, SamplePodio.RedirectUri)
            : await source.GetTokenAsync();
    }

    /// <summary>Has a login of <c>app</c> or <c>person</c> stored that begins now by this clock.</summary>
    internal static async Task BeginAsync(this InMemoryPodio podio, string login, ITokenStore store, TimeProvider clock) =>
        (await podio.AskAsync(login, store, clock, login == "person" ? SamplePodio.Codes[0] : null)).Right();

    internal static Secret NewCode(this InMemoryPodio podio) =>
        podio.IssueCode(SamplePodio.Client.ClientId, SamplePodio.UserId, SamplePodio.RedirectUri);
}
