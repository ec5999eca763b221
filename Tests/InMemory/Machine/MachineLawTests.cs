using FsCheck.Fluent;
using FsCheck.Xunit;

namespace PodioOAuth.Functional.InMemory.Tests.Machine;

/// <summary>What holds of every request: there is a reply, it is Podio's kind, it repeats, and a refusal changes nothing.</summary>
[Properties(Arbitrary = [typeof(HostileRequests)], MaxTest = 1000)]
public sealed class MachineLawTests
{
    private static readonly Entropy Some = new("abcdefghijklmnopqrstuvwxyz012345"u8);
    private static readonly Entropy Other = new("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"u8);

    private static readonly ReceivedRequest App = Request.Form(
        "grant_type=app&app_id=654321&app_token=0123456789abcdef&client_id=my-client&client_secret=client%2Bsecret");

    [Property]
    public void Every_request_has_a_reply_of_a_known_kind(ReceivedRequest request)
    {
        var reply = Step(request).Reply;
        Assert.Contains(reply.Status, new[] { 200, 302, 400, 401, 404 });
        if (reply.Status == 302)
        {
            Assert.StartsWith("https://app.example.com/", reply.RevealHeader("Location"), StringComparison.Ordinal);
            Assert.DoesNotContain(reply.RevealHeader("Location")!, char.IsControl);
            return;
        }

        Assert.Equal("application/json; charset=utf-8", reply.RevealHeader("Content-Type"));
        var members = Reply.Json(reply).EnumerateObject().Select(member => member.Name).ToArray();
        string[] expected = reply.Status == 200
            ? ["access_token", "expires_in", "token_type", "scope", "ref", "refresh_token"]
            : ["error", "error_detail", "error_description", "error_parameters", "error_propagate", "request"];
        Assert.Equal(expected.Where(name => name != "scope"), members.Where(name => name != "scope"));
    }

    [Property]
    public void A_rejected_request_changes_nothing_and_a_granted_one_changes_the_state(ReceivedRequest request)
    {
        var step = Step(request);
        if (step.Reply.Status == 200 || step.Reply.RevealHeader("Location")?.Contains("code=", StringComparison.Ordinal) == true
            || step.Reply.RevealHeader("Location")?.Contains("access_token=", StringComparison.Ordinal) == true)
        {
            Assert.NotEqual(TestPodio.State, step.State);
        }
        else
        {
            Assert.Same(TestPodio.State, step.State);
        }
    }

    [Property]
    public void The_same_state_request_instant_and_entropy_give_the_same_step(ReceivedRequest request) =>
        Assert.Equal(Step(request), Step(request with { Body = request.AsMemory().ToArray() }));

    [Property]
    public void A_refusal_repeats_no_registered_secret(ReceivedRequest request)
    {
        var reply = Step(request).Reply;
        if (reply.Status is 200 or 302)
        {
            return;
        }

        var text = Reply.Text(reply);
        Assert.All(
            ["client+secret", "client%2Bsecret", "pass & w", "0123456789abcdef", "code-1"],
            secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    [Theory, InlineData(0), InlineData(1)]
    public void Every_instant_is_supported(int end)
    {
        var now = end == 0 ? DateTimeOffset.MinValue : DateTimeOffset.MaxValue;
        var step = PodioServer.Handle(TestPodio.State, App, now, Some);
        Assert.Equal(200, step.Reply.Status);
        var code = step.State.IssueCode("my-client", TestPodio.UserId, null, now, Some);
        Assert.NotSame(step.State, code.State);
    }

    [Fact]
    public void The_generator_reaches_every_kind_of_reply()
    {
        // The rarest kind is one in several hundred: as many as 20,000 without it mean a broken generator, not chance.
        HashSet<string?> missing =
        [
            null, "invalid_client", "invalid_request", "invalid_grant", "invalid_value", "unsupported_grant_type", "not_found",
            "Invalid authorization header", "nonce_validation_error", "unauthorized", "redirect",
        ];
        List<HttpReply> replies = [];
        while (replies.Count == 0 || (missing.Count > 0 && replies.Count < 20_000))
        {
            replies.AddRange(Gen.Sample(HostileRequests.Generator, 1000).Select(request => Step(request).Reply));
            missing.ExceptWith(replies[^1000..].Select(reply => reply.Status == 302 ? "redirect" : Reply.Error(reply)));
        }

        Assert.Empty(missing);
        Assert.InRange(replies.Count(reply => reply.Status == 200), replies.Count / 40, replies.Count * 3 / 4);
    }

    [Fact]
    public void Other_entropy_gives_other_tokens_and_request_ids()
    {
        var (one, two) = (Step(App).Reply, PodioServer.Handle(TestPodio.State, App, TestPodio.Start, Other).Reply);
        Assert.NotEqual(Reply.AccessToken(one), Reply.AccessToken(two));
        Assert.NotEqual(Reply.RefreshToken(one), Reply.RefreshToken(two));
        Assert.NotEqual(Reply.AccessToken(one), Reply.RefreshToken(one));
        Assert.NotEqual(one.RevealHeader("X-Podio-Request-Id"), two.RevealHeader("X-Podio-Request-Id"));
    }

    [Fact]
    public void The_same_entropy_at_every_step_still_gives_other_tokens_and_codes()
    {
        var podio = new InMemoryPodio(TestPodio.State, entropy: () => Some);
        var replies = Enumerable.Range(0, 3).Select(_ => podio.Answer(App)).ToList();
        var codes = Enumerable.Range(0, 3).Select(_ => podio.IssueCode("my-client", TestPodio.UserId).Reveal()).ToList();
        Assert.Equal(9, replies.Select(Reply.AccessToken).Concat(replies.Select(Reply.RefreshToken)).Concat(codes).Distinct().Count());
    }

    [Fact]
    public void The_systems_own_entropy_does_not_repeat()
    {
        var podio = new TestPodio();
        var codes = Enumerable.Range(0, 100).Select(_ => podio.Podio.IssueCode("my-client", TestPodio.UserId).Reveal()).ToList();
        Assert.Equal(100, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[0-9a-f]{32}$", code));
    }

    private static PodioStep Step(ReceivedRequest request) => PodioServer.Handle(TestPodio.State, request, TestPodio.Start, Some);
}
