using System.Globalization;

namespace PodioOAuth.Functional;

/// <summary>Waits as a server says them: in whole seconds, rounded up, so that who waits has waited long enough.</summary>
internal static class WholeSeconds
{
    internal static string Text(TimeSpan wait) => Math.Ceiling(wait.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
}
