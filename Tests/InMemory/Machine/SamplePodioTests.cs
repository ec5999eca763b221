namespace PodioOAuth.Functional.InMemory.Tests.Machine;

/// <summary>The sample is complete: each of its values is good for a token, each code once.</summary>
public sealed class SamplePodioTests
{
    private static readonly DateTimeOffset Now = TestPodio.Start;

    private readonly InMemoryPodio _podio = new(SamplePodio.State(Now), new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Now));

    [Fact]
    public void User_and_app_are_known()
    {
        AssertReference("user", SamplePodio.UserId, Send(
            ("grant_type", "password"), ("username", SamplePodio.Username), ("password", SamplePodio.Password.Reveal())));
        AssertReference("app", SamplePodio.AppId, Send(
            ("grant_type", "app"), ("app_id", $"{SamplePodio.AppId}"), ("app_token", SamplePodio.AppToken.Reveal())));
    }

    [Fact]
    public void Every_code_can_be_used_once()
    {
        Assert.Equal(16, SamplePodio.Codes.Distinct().Count());
        Assert.All(SamplePodio.Codes, code => AssertReference("user", SamplePodio.UserId, SendCode(code)));
        Assert.All(SamplePodio.Codes, code => Assert.Equal(400, SendCode(code).Status));
    }

    private static void AssertReference(string type, long id, HttpReply reply)
    {
        Assert.Equal(200, reply.Status);
        var reference = Reply.Json(reply).GetProperty("ref");
        Assert.Equal(type, reference.GetProperty("type").GetString());
        Assert.Equal(id, reference.GetProperty("id").GetInt64());
    }

    private HttpReply SendCode(Secret code) => Send(
        ("grant_type", "authorization_code"), ("code", code.Reveal()), ("redirect_uri", SamplePodio.RedirectUri));

    private HttpReply Send(params (string Name, string Value)[] fields) => _podio.Answer(Request.Of(
        WireFormat.Form,
        [.. fields, ("client_id", SamplePodio.Client.ClientId), ("client_secret", SamplePodio.Client.ClientSecret.Reveal())]));
}
