using LanguageExt;

namespace PodioOAuth.Functional.Core.Tests.Transports;

/// <summary>The composition over a transport: encode, send, parse.</summary>
public sealed class RequestTokenTests
{
    private static readonly TokenRequest Request = new(new ClientCredentials("my-client", "s3cr3t"), Grant.Password("jane", "pw"));

    private static readonly TokenRequest Invalid = new(new ClientCredentials("my-client", ""), Grant.App(0, "t"));

    [Fact]
    public async Task A_valid_request_is_sent_once_and_its_reply_parsed()
    {
        List<string> sent = [];
        var granting = Sample.Podio(200, """{"access_token":"a1","expires_in":60,"token_type":"bearer"}""");
        Transport podio = (form, cancellationToken) =>
        {
            sent.Add(Encoding.UTF8.GetString(form.ToBytes()));
            return granting(form, cancellationToken);
        };
        var token = (await podio.RequestTokenAsync(Request)).Right();
        Assert.Equal("a1", token.AccessToken.Reveal());
        Assert.Equal(["grant_type=password&username=jane&password=pw&client_id=my-client&client_secret=s3cr3t"], sent);
    }

    [Fact]
    public async Task An_invalid_request_sends_nothing()
    {
        Transport podio = (_, _) => throw new InvalidOperationException("Something was sent.");
        Assert.Equal(["app_id: OutOfRange", "client_secret: Empty"], (await podio.RequestTokenAsync(Invalid)).Problems());
        Assert.Equal(["request: Missing"], (await podio.RequestTokenAsync(null!)).Problems());
        Assert.Equal(["app_id: OutOfRange", "client_secret: Empty"], (await podio.ToTokenExchange()(Invalid, default)).Problems());
    }

    [Fact]
    public async Task An_error_of_the_transport_is_the_result()
    {
        var lost = OAuthError.Unreachable(UnreachableReason.ConnectionLost, mayHaveBeenProcessed: true);
        Transport podio = (_, _) => Task.FromResult<Either<OAuthError, HttpReply>>(lost);
        Assert.Equal(lost, (await podio.RequestTokenAsync(Request)).Left());
    }

    [Fact]
    public async Task An_error_of_podio_is_the_result()
    {
        var podio = Sample.Podio(400, """{"error":"invalid_grant","error_detail":"user.invalid.password"}""");
        var error = (await podio.RequestTokenAsync(Request)).Left().As<RejectedError>();
        Assert.Equal(RejectionKind.InvalidGrant, error.Kind);
        Assert.Equal("user.invalid.password", error.Detail?.Reveal());
    }

    [Fact]
    public async Task The_cancellation_token_is_passed_to_the_transport_and_its_exception_propagates()
    {
        using var source = new CancellationTokenSource();
        List<CancellationToken> seen = [];
        Transport podio = (_, cancellationToken) =>
        {
            seen.Add(cancellationToken);
            return Task.FromCanceled<Either<OAuthError, HttpReply>>(new CancellationToken(canceled: true));
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => podio.RequestTokenAsync(Request, source.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => podio.ToTokenExchange()(Request, source.Token));
        Assert.Equal([source.Token, source.Token], seen);
    }

    [Fact]
    public async Task A_transport_that_throws_its_cancellation_at_once_cancels_the_task()
    {
        Transport podio = (_, cancellationToken) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new InvalidOperationException("It was not cancelled.");
        };
        var asking = podio.RequestTokenAsync(Request, new CancellationToken(canceled: true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.True(asking.IsCanceled);
    }

    [Fact]
    public void No_transport_is_an_argument_error()
    {
        Assert.Throws<ArgumentNullException>(() => { _ = ((Transport)null!).RequestTokenAsync(Request); });
        Assert.Throws<ArgumentNullException>(() => ((Transport)null!).ToTokenExchange());
    }

    [Fact]
    public async Task A_transport_that_returns_no_answer_is_reported()
    {
        await AssertNamed("The transport returned a null task.", (_, _) => null!);
        await AssertNamed(
            "The transport returned default(Either).",
            (_, _) => Task.FromResult<Either<OAuthError, HttpReply>>(default));

        static async Task AssertNamed(string message, Transport podio) => Assert.Equal(
            message, (await Assert.ThrowsAsync<InvalidOperationException>(() => podio.RequestTokenAsync(Request))).Message);
    }
}
