using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PodioOAuth.Functional;

/// <summary>Keeps the addresses of callbacks, and the codes in them, out of those ASP.NET Core logs that write full addresses.</summary>
/// <remarks>A filter rule wouldn't be enough: a provider's rule in the configuration (<c>Logging:Console:LogLevel</c>) takes precedence
/// over any rule without a provider. So all rules apply first, and then this filter, whichever rule decides.</remarks>
internal sealed class CallbackLogFilter(IServiceProvider services) : IPostConfigureOptions<LoggerFilterOptions>
{
    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        for (var index = 0; index < options.Rules.Count; index++)
        {
            var rule = options.Rules[index];
            options.Rules[index] = new LoggerFilterRule(
                rule.ProviderName,
                rule.CategoryName,
                rule.LogLevel,
                (provider, category, level) => MayWrite(category, level) && (rule.Filter?.Invoke(provider, category, level) ?? true));
        }

        // The fallback: any other rule takes precedence.
        options.Rules.Insert(
            0,
            new LoggerFilterRule(
                providerName: null, categoryName: null, options.MinLevel, (_, category, level) => MayWrite(category, level)));
    }

    private bool MayWrite(string? category, LogLevel level) =>
        level >= LogLevel.Warning
        || !WritesAddresses(category)
        || services.GetRequiredService<IHttpContextAccessor>().HttpContext is not { } context
        || !IsSecret(context.Request);

    private static bool WritesAddresses(string? category) => category is
        "Microsoft.AspNetCore.Hosting.Diagnostics"
        or "Microsoft.AspNetCore.HttpsPolicy.HttpsRedirectionMiddleware"
        or "Microsoft.AspNetCore.Rewrite.RewriteMiddleware";

    private bool IsSecret(HttpRequest request)
    {
        try
        {
            return services.GetRequiredService<IOptions<AuthenticationOptions>>().Value.Schemes
                .Where(scheme => scheme.HandlerType == typeof(PodioAuthenticationHandler))
                .Select(scheme => services.GetRequiredService<IOptionsMonitor<PodioAuthenticationOptions>>().Get(scheme.Name))
                .Any(scheme => !scheme.LogCallbackAddress && IsFor(scheme.CallbackPath, request));
        }
        catch (Exception)
        {
            return true; // Let the scheme report invalid options; an exception thrown here would go unnoticed.
        }
    }

    // Compares the end of the path, because the path base may not have been removed yet.
    private static bool IsFor(PathString callback, HttpRequest request) =>
        request.Path.Value?.EndsWith(callback.Value!, StringComparison.OrdinalIgnoreCase) == true;
}
