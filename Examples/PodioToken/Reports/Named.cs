using System.Text.RegularExpressions;
using PodioOAuth.Functional;
using PodioToken.Profiles;

namespace PodioToken.Reports;

/// <summary>Adds the profile and the host to messages, so that a command line that is copied from a message does what the
/// message means.</summary>
internal static partial class Named
{
    /// <summary>The outcome with its command lines for the profile, and a host that wasn't reached by name.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="profile">The profile; null if the command used none.</param>
    /// <param name="endpoint">The endpoint of the profile, or null if it is unknown.</param>
    public static Outcome NamedFor(this Outcome outcome, CurrentProfile? profile, PodioEndpoint? endpoint)
    {
        return outcome with
        {
            Sentence = outcome.Sentence is { } said ? Hosts(Commands(said, profile), profile, endpoint) : null,
            Facts = [.. outcome.Facts.Select(fact => fact.Name is "cure" or "happened"
                ? Renamed(fact, Hosts(Commands(fact.Text!, profile), profile, endpoint))
                : fact)],
        };
    }

    /// <summary>Returns a sentence of the library, with the host in place of "Podio" if the host wasn't reached.</summary>
    public static string Hosts(string text, CurrentProfile? profile, PodioEndpoint? endpoint) => endpoint is null
        ? text
        : Unreached().Replace(text, $"{endpoint.Api.Authority}{(profile is null ? "" : $" (profile {profile.Name})")}");

    private static Fact Renamed(Fact fact, string text) => fact with { Value = text, Text = text };

    private static string Commands(string text, CurrentProfile? profile) => profile is null or { IsDefault: true }
        ? text
        : Command().Replace(text, found => $"{found.Value} --profile {profile.Name}");

    [GeneratedRegex("podio-token (login|logout|token|doctor|status|whoami)\\b(?! --profile)")]
    private static partial Regex Command();

    [GeneratedRegex("Podio(?= (couldn't be reached|didn't send a complete reply):)")]
    private static partial Regex Unreached();
}
