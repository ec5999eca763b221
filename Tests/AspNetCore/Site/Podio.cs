using Microsoft.Extensions.Time.Testing;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional.AspNetCore.Tests.Site;

/// <summary>A local Podio with two users, and the clock that it shares with the sites.</summary>
internal sealed class Podio : IAsyncDisposable
{
    internal const long Jane = 2043311;
    internal const long Sam = 2043312;

    private readonly LocalPodio _server;

    private Podio(FakeTimeProvider clock, InMemoryPodio machine, LocalPodio server) => (Clock, Machine, _server) = (clock, machine, server);

    internal FakeTimeProvider Clock { get; }

    internal InMemoryPodio Machine { get; }

    internal Uri Address => _server.Address;

    /// <summary>How many codes and refresh tokens were sent.</summary>
    internal int Exchanges => Machine.Requests.Count(request => request.Path.StartsWith("/oauth/token", StringComparison.Ordinal));

    internal static async Task<Podio> StartAsync()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 8, 11, 9, 0, 0, TimeSpan.Zero));
        var machine = new InMemoryPodio(
            PodioState.Empty
                .WithClient(SamplePodio.Client)
                .WithUser(Jane, SamplePodio.Username, SamplePodio.Password)
                .WithUser(Sam, "sam@example.com", SamplePodio.Password),
            clock);
        return new Podio(clock, machine, await LocalPodio.StartAsync(machine));
    }

    /// <summary>Has this user be the one who agrees from now on.</summary>
    internal void Agrees(long user) => Machine.Update(state => state.WithConsent(Consent.Agree(user)));

    internal void Denies() => Machine.Update(state => state.WithConsent(Consent.Deny));

    internal void Arm(Fault fault) => Machine.Update(state => state.Arm(fault));

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
