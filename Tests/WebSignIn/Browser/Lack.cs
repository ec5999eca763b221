using Xunit.Sdk;

namespace PodioOAuth.Functional.WebSignIn.Tests.Browser;

/// <summary>Something that this machine lacks: a test that needs it is skipped with the reason; where everything has to run it
/// fails.</summary>
internal static class Lack
{
    /// <summary>What ends the test.</summary>
    /// <param name="reason">What is lacking, and how to get it.</param>
    /// <param name="ci">What the environment says in <c>CI</c>.</param>
    internal static Exception Of(string reason, string? ci) => ci == "true" ? new XunitException(reason) : new Xunit.SkipException(reason);
}
