using Medallion.Threading;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>Configures the token sources of one registration: where logins are stored, how tokens are renewed, who is notified.</summary>
/// <remarks>The defaults are an in-memory store and <see cref="TokenSourceOptions.Default"/>.</remarks>
public sealed class PodioOAuthBuilder
{
    internal PodioOAuthBuilder(IServiceCollection services, Registration registration) =>
        (Services, Registration) = (services, registration);

    /// <summary>Gets the name of the registration, which is empty for the default one.</summary>
    public string Name => Registration.Name;

    /// <summary>Gets the application's services.</summary>
    public IServiceCollection Services { get; }

    internal Registration Registration { get; }

    /// <summary>Sets the store of logins.</summary>
    /// <param name="store">Creates the store. Called once when the sources are first used, and again if that failed.</param>
    public PodioOAuthBuilder UseStore(Func<IServiceProvider, ITokenStore> store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return Configure((services, options) => options with
        {
            Store = store(services)
                ?? throw new InvalidOperationException(
                    $"The function passed to {nameof(PodioOAuthBuilder)}.{nameof(UseStore)} returned null."),
        });
    }

    /// <summary>Stores logins in the application's <see cref="IDistributedCache"/>, with locks of its
    /// <see cref="IDistributedLockProvider"/> (<see cref="DistributedTokenStore"/>). Both must be registered, under the same key if one is
    /// given.</summary>
    /// <param name="serviceKey">The key of both services; null for services without a key.</param>
    public PodioOAuthBuilder UseDistributedStore(object? serviceKey = null) => UseStore(services => new DistributedTokenStore(
        services.GetRequiredKeyedService<IDistributedCache>(serviceKey),
        services.GetRequiredKeyedService<IDistributedLockProvider>(serviceKey)));

    /// <summary>Changes the options of the sources. The endpoint remains the configured one.</summary>
    /// <param name="change">A function from the current options to the new ones. It runs once, like <see cref="UseStore"/>: later changes
    /// of the settings don't repeat it.</param>
    public PodioOAuthBuilder Configure(Func<IServiceProvider, TokenSourceOptions, TokenSourceOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Services.AddKeyedSingleton(Registration.Key, new TokenSourceChange(change));
        return this;
    }

    /// <summary>Adds a hosted service that keeps unused refresh tokens alive. A refresh token that isn't renewed for 28 days expires
    /// (PODIO 3.9, 7.3), and the person would have to sign in again.</summary>
    /// <remarks>The service checks the logins that the application knows: those of configured sources, of persons seen since it started,
    /// and of all persons in a store that can list its keys (<see cref="IListableTokenStore"/>). It renews those that weren't renewed for
    /// <paramref name="renewAfter"/>, one after the other; the first machine to get to a login renews it. It starts no login. A failure is
    /// reported to the observer and the log like any other, and retried at the next check. Without a host (<c>IHost</c>) nothing
    /// runs.</remarks>
    /// <param name="renewAfter">The minimum age of the last renewal. Null for 14 days, half of a refresh token's lifetime: Podio, the store
    /// or the application can be down for two weeks without losing a login, and each login costs two requests a month.</param>
    /// <param name="interval">The time between two checks, to which up to a tenth is added so that many machines don't check at once. Null
    /// for one hour.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="renewAfter"/> isn't positive or isn't below 28 days, or
    /// <paramref name="interval"/> isn't positive or is above one day.</exception>
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

        Services.AddKeyedSingleton(Registration.Key, pace); // The last call counts.
        return this;
    }

    /// <summary>Decorates the token exchange, for example with <see cref="TokenExchangeExtensions.WithRetry"/>.</summary>
    /// <param name="decorate">A function from the current exchange to the decorated one.</param>
    public PodioOAuthBuilder Decorate(Func<IServiceProvider, TokenExchange, TokenExchange> decorate)
    {
        ArgumentNullException.ThrowIfNull(decorate);
        Services.AddKeyedSingleton(Registration.Key, new ExchangeDecoration(decorate));
        return this;
    }
}

/// <summary>A change of the options. Changes apply in the order of registration.</summary>
internal sealed record TokenSourceChange(Func<IServiceProvider, TokenSourceOptions, TokenSourceOptions> Change);

/// <summary>A decoration of the exchange. Decorations apply in the order of registration: the last one is outermost.</summary>
internal sealed record ExchangeDecoration(Func<IServiceProvider, TokenExchange, TokenExchange> Decorate);
