using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace PodioOAuth.Functional;

/// <summary>Encrypts the state of one scheme with the application's data protection.</summary>
internal sealed class PodioAuthenticationPostConfigure(IDataProtectionProvider protection)
    : IPostConfigureOptions<PodioAuthenticationOptions>
{
    public void PostConfigure(string? name, PodioAuthenticationOptions options)
    {
        options.DataProtectionProvider ??= protection;
        if (string.IsNullOrEmpty(options.CorrelationCookie.Name))
        {
            // Identifies the library's own cookies among others.
            options.CorrelationCookie.Name = PodioAuthenticationOptions.CorrelationCookieName;
        }

        options.StateDataFormat = new PropertiesDataFormat(
            options.DataProtectionProvider.CreateProtector("PodioOAuth.Functional.AspNetCore", name ?? "", "state"));
    }
}
