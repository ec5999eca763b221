using Microsoft.Extensions.Time.Testing;

namespace PodioOAuth.Functional.InMemory.Tests.Wire;

/// <summary>A Podio with a clock that the test moves: two clients, a user, an app and a code.</summary>
internal sealed class TestPodio
{
    internal const long UserId = 123;
    internal const long AppId = 654321;
    internal const string Code = "code-1";
    internal const string RedirectUri = "https://app.example.com/cb?a=1&b=%2F";

    internal static readonly DateTimeOffset Start = new(2026, 8, 11, 9, 15, 0, TimeSpan.Zero);

    internal TestPodio(PodioSettings? settings = null, Func<Entropy>? entropy = null)
    {
        Clock = new FakeTimeProvider(Start);
        Podio = new InMemoryPodio(State.WithSettings(settings ?? PodioSettings.Default), Clock, entropy);
    }

    internal static PodioState State { get; } = PodioState.Empty
        .WithClient(new ClientCredentials(clientId: "my-client", clientSecret: "client+secret"), redirectDomain: "app.example.com")
        .WithClient(new ClientCredentials(clientId: "other-client", clientSecret: "other-secret"))
        .WithUser(UserId, "jane@example.com", "pass & wörd=100%")
        .WithApp(AppId, "0123456789abcdef")
        .WithCode(Code, "my-client", UserId, RedirectUri, Start);

    internal FakeTimeProvider Clock { get; }

    internal InMemoryPodio Podio { get; }

    internal HttpReply ByPassword(WireFormat format = WireFormat.Form) => Send(
        format, ("grant_type", "password"), ("username", "jane@example.com"), ("password", "pass & wörd=100%"));

    internal HttpReply ByApp(WireFormat format = WireFormat.Form) => Send(
        format, ("grant_type", "app"), ("app_id", "654321"), ("app_token", "0123456789abcdef"));

    internal HttpReply ByCode(string code = Code, string? redirectUri = RedirectUri, bool asOtherClient = false) => redirectUri is null
        ? Send(asOtherClient, WireFormat.Form, ("grant_type", "authorization_code"), ("code", code))
        : Send(asOtherClient, WireFormat.Form, ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirectUri));

    internal HttpReply Refresh(string refreshToken, bool asOtherClient = false, WireFormat format = WireFormat.Form) => Send(
        asOtherClient, format, ("grant_type", "refresh_token"), ("refresh_token", refreshToken));

    internal TokenReference ReferenceOf(HttpReply reply) => Podio.State.ReferenceOf(Reply.AccessToken(reply), Clock.GetUtcNow());

    private HttpReply Send(WireFormat format, params (string Name, string Value)[] fields) => Send(asOtherClient: false, format, fields);

    private HttpReply Send(bool asOtherClient, WireFormat format, params (string Name, string Value)[] fields) => Podio.Answer(Request.Of(
        format,
        [
            .. fields,
            ("client_id", asOtherClient ? "other-client" : "my-client"),
            ("client_secret", asOtherClient ? "other-secret" : "client+secret"),
        ]));
}
