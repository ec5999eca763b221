using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using WebSignIn.Pages;

namespace WebSignIn.SignIn;

/// <summary>Limits how often one client can start and complete a sign-in in a minute. Every code in a callback causes a request to Podio,
/// even a made-up one, and all users share the API key's quota.</summary>
/// <remarks>
/// <para>A limiter of all requests, by path: the callback belongs to the scheme, and isn't an endpoint to which a policy could be
/// applied.</para>
/// <para>By the client's address. Behind a proxy, that is the address of the proxy, and all users would share one limit: <c>Site__Proxy</c>
/// names the proxy, whose <c>X-Forwarded-For</c> is then trusted. No other is, because clients could choose their address.</para>
/// </remarks>
internal static class SignInLimit
{
    private const int PerMinute = 30; // An office behind one address signs in on a Monday morning.

    private static readonly string[] Paths = [SignInRoutes.Begins, SignInRoutes.Callback];

    internal static void Add(IServiceCollection services, IConfiguration configuration)
    {
        var (limit, proxy) = (Limit(configuration), Proxy(configuration));
        services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => KeyOf(context) is { } key
                ? RateLimitPartition.GetFixedWindowLimiter(
                    key, _ => new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = TimeSpan.FromMinutes(1) })
                : RateLimitPartition.GetNoLimiter(""));
            options.OnRejected = (rejected, _) => new ValueTask(RefuseAsync(rejected));
        });
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = proxy is null ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor;
            options.KnownIPNetworks.Clear(); // This machine's other programs aren't proxies.
            options.KnownProxies.Clear();
            if (proxy is not null)
            {
                options.KnownProxies.Add(proxy);
            }
        });
    }

    internal static void Use(IApplicationBuilder site) => site.UseForwardedHeaders().UseRateLimiter();

    private static string? KeyOf(HttpContext context) =>
        PathOf(context.Request) is { } path ? $"{path} {Client(context.Connection.RemoteIpAddress)}" : null;

    // The scheme ignores case, and routing a trailing slash as well: every spelling counts for the same limit.
    private static string? PathOf(HttpRequest request) =>
        Paths.FirstOrDefault(path => path.Equals(request.Path.Value?.TrimEnd('/'), StringComparison.OrdinalIgnoreCase));

    // An IPv6 subscriber has a whole /64 network.
    private static string Client(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    // A callback redirects to the page, like every other one: the code stays neither in the address bar nor in the history.
    private static Task RefuseAsync(OnRejectedContext rejected)
    {
        var context = rejected.HttpContext;
        if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return PathOf(context.Request) == SignInRoutes.Callback
            ? new SeeOther(Problem.TooMany.Path).ExecuteAsync(context)
            : FailurePages.ShowAsync(context, Problem.TooMany);
    }

    private static int Limit(IConfiguration configuration) => configuration["Site:SignInsPerMinute"] switch
    {
        null or "" => PerMinute,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 => limit,
        var text => throw new SettingsException($"Site__SignInsPerMinute is '{text}', but must be a positive integer."),
    };

    private static IPAddress? Proxy(IConfiguration configuration) => configuration["Site:Proxy"] switch
    {
        null or "" => null,
        var text when IPAddress.TryParse(text, out var address) => address,
        var text => throw new SettingsException($"Site__Proxy is '{text}', but must be the IP address of the proxy."),
    };
}
