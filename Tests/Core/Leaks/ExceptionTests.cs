using LanguageExt;

namespace PodioOAuth.Functional.Core.Tests.Leaks;

/// <summary>The exceptions that Core throws at programmers who misuse it hold nothing of what they were about.</summary>
public sealed class ExceptionTests
{
    private const string Text = "s3cret+&=%/\"\\ 0123456789abcdef";

    private static readonly LeakSearch Search = LeakSearch.For("secret", Text);

    private static readonly TokenRequest Request = new(new ClientCredentials("id", Text), Grant.Password("jane", Text));

    private static readonly Dictionary<string, Func<Task>> Misuses = new()
    {
        ["a secret of null"] = () => Task.FromResult(new Secret(null!)),
        ["a null transport"] = () => ((Transport)null!).RequestTokenAsync(Request),
        ["a transport that returns null"] = () => Returning(null!).RequestTokenAsync(Request),
        ["a transport that returns default"] = () =>
            Returning(Task.FromResult(default(Either<OAuthError, HttpReply>))).RequestTokenAsync(Request),
        ["no field errors"] = () => Task.FromResult(OAuthError.InvalidInput([])),
        ["no reply"] = () => Task.FromResult(TokenReply.Parse(null!)),
        ["no grant"] = () => Task.FromResult(OAuthError.RateLimited(new ReplyFacts(420)).RetryAdvice((Grant)null!)),
        ["no renewed token"] = () => Task.FromResult(new Token(Text, "bearer", null, Text, TokenReference.None, null).RenewedBy(null!)),
        ["a wait below zero"] = () => Task.FromResult(RetryAfter.After(TimeSpan.MinValue)),
        ["no request for an address"] = () => Task.FromResult(PodioEndpoint.Default.AddressOf(null!)),
        ["a secret from JSON"] = () => Task.FromResult(JsonSerializer.Deserialize<Secret>(JsonSerializer.Serialize(Text))),
        ["credentials from JSON"] = () => Task.FromResult(
            JsonSerializer.Deserialize<ClientCredentials>(JsonSerializer.Serialize(new { ClientId = "a", ClientSecret = Text }))),
        ["a token from JSON"] = () =>
            Task.FromResult(JsonSerializer.Deserialize<Token>(JsonSerializer.Serialize(new { AccessToken = Text }))),
        ["a code from JSON"] = () => Task.FromResult(JsonSerializer.Deserialize<ServerCode>(JsonSerializer.Serialize(Text))),
        ["a prose from JSON"] = () => Task.FromResult(JsonSerializer.Deserialize<ServerText>(JsonSerializer.Serialize(Text))),
        ["a form from JSON"] = () =>
            Task.FromResult(JsonSerializer.Deserialize<FormRequest>(JsonSerializer.Serialize(new { Path = Text }))),
        ["a grant from JSON"] = () => Task.FromResult(JsonSerializer.Deserialize<Grant>(JsonSerializer.Serialize(new { Password = Text }))),
    };

    public static TheoryData<string> Names => [.. Misuses.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task An_exception_reveals_no_secret(string misuse)
    {
        var exception = await Record.ExceptionAsync(Misuses[misuse]);
        Assert.NotNull(exception);
        Assert.IsNotType<NullReferenceException>(exception);
        Assert.Empty(Search.In("exception", exception));
    }

    private static Transport Returning(Task<Either<OAuthError, HttpReply>> answer) => (_, _) => answer;
}
