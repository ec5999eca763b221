using Medallion.Threading;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>Says more about the token sources of one registration: where logins are kept, how tokens are renewed, who is told.</summary>
/// <remarks>The defaults are a store in memory and <see cref="TokenSourceOptions.Default"/>.</remarks>
public sealed class PodioOAuthBuilder
{
    internal PodioOAuthBuilder(IServiceCollection services, Registration registration) =>
        (Services, Registration) = (services, registration);

    /// <summary>The name of the registration; empty for the one without.</summary>
    public string Name => Registration.Name;

    /// <summary>The application's services.</summary>
    public IServiceCollection Services { get; }

    internal Registration Registration { get; }

    /// <summary>Keeps logins in a store.</summary>
    /// <param name="store">Makes the store: called once, when the sources are first asked for, and again where that failed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> is null.</exception>
    public PodioOAuthBuilder UseStore(Func<IServiceProvider, ITokenStore> store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return Configure((services, options) => options with
        {
            Store = store(services)
                ?? throw new InvalidOperationException($"What {nameof(PodioOAuthBuilder)}.{nameof(UseStore)} was given returned null."),
        });
    }

    /// <summary>Keeps logins in the application's <see cref="IDistributedCache"/>, with locks of its
    /// <see cref="IDistributedLockProvider"/>: <see cref="DistributedTokenStore"/>. Both have to be registered, under the same key where
    /// one is given.</summary>
    /// <param name="serviceKey">The key of both services; null for those without a key.</param>
    public PodioOAuthBuilder UseDistributedStore(object? serviceKey = null) => UseStore(services => new DistributedTokenStore(
        services.GetRequiredKeyedService<IDistributedCache>(serviceKey),
        services.GetRequiredKeyedService<IDistributedLockProvider>(serviceKey)));

    /// <summary>Changes how sources work. The endpoint stays the configured one.</summary>
    /// <param name="change">The options so far, to the options from now on. Made once, as <see cref="UseStore"/> is: later changes of the
    /// settings do not repeat it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    public PodioOAuthBuilder Configure(Func<IServiceProvider, TokenSourceOptions, TokenSourceOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Services.AddKeyedSingleton(Registration.Key, new TokenSourceChange(change));
        return this;
    }

    /// <summary>Keeps refresh tokens alive while nobody uses them, by a hosted service: a refresh token that is not renewed for 28 days has
    /// ended (PODIO 3.9, 7.3), and a person would have to sign in again.</summary>
    /// <remarks>Looks at the logins that the application knows of: those of configured sources, of persons who were seen since it
    /// started, and of all persons in a store that can list its keys (<see cref="IListableTokenStore"/>). One that was not renewed for
    /// <paramref name="renewAfter"/> is renewed, one login after the other, by whichever machine comes first. It begins no login. A
    /// failure is told by the observer and the log as any other, and tried again with the next look. Without a host (<c>IHost</c>)
    /// nothing runs.</remarks>
    /// <param name="renewAfter">How old the last renewal has to be. Null for 14 days, half of a refresh token's life: so Podio, the store
    /// or the application may be down for two weeks without the loss of a login, and each login costs two requests a month.</param>
    /// <param name="interval">How long it is from one look to the next, and up to a tenth more, so that many machines do not look at once.
    /// Null for an hour.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="renewAfter"/> is not above zero or not below 28 days, or
    /// <paramref name="interval"/> is not above zero or above a day.</exception>
    public PodioOAuthBuilder KeepAlive(TimeSpan? renewAfter = null, TimeSpan? interval = null)
    {
        var pace = new KeepAlivePace(renewAfter ?? TimeSpan.FromDays(14), interval ?? TimeSpan.FromHours(1));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(pace.RenewAfter, TimeSpan.Zero, nameof(renewAfter));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(pace.RenewAfter, TimeSpan.FromDays(28), nameof(renewAfter));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(pace.Interval, TimeSpan.Zero, nameof(interval));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pace.Interval, TimeSpan.FromDays(1), nameof(interval));
        if (!Services.Any(it => it.ServiceType == typeof(KeepAlivePace) && Equals(it.ServiceKey, Registration.Key)))
        {
            Services.AddSingleton<IHostedService>(services => new KeepAliveService(
                services.GetRequiredKeyedService<PodioTokenSources>(Registration.Key),
                services.GetRequiredKeyedService<KeepAlivePace>(Registration.Key),
                services.GetRequiredService<ILoggerFactory>()));
        }

        Services.AddKeyedSingleton(Registration.Key, pace); // The last one counts.
        return this;
    }

    /// <summary>Decorates how Podio is asked for a token: by <see cref="TokenExchangeExtensions.WithRetry"/>, say.</summary>
    /// <param name="decorate">The exchange so far, to the exchange from now on.</param>
    /// <exception cref="ArgumentNullException"><paramref name="decorate"/> is null.</exception>
    public PodioOAuthBuilder Decorate(Func<IServiceProvider, TokenExchange, TokenExchange> decorate)
    {
        ArgumentNullException.ThrowIfNull(decorate);
        Services.AddKeyedSingleton(Registration.Key, new ExchangeDecoration(decorate));
        return this;
    }
}

/// <summary>A change of the options, in the order in which they were registered.</summary>
internal sealed record TokenSourceChange(Func<IServiceProvider, TokenSourceOptions, TokenSourceOptions> Change);

/// <summary>A decoration of the exchange, in the order in which they were registered: the last is outermost.</summary>
internal sealed record ExchangeDecoration(Func<IServiceProvider, TokenExchange, TokenExchange> Decorate);
