using System.CommandLine;
using System.Net;
using PodioToken.Profiles;
using PodioToken.Reports;

namespace PodioToken.Commands;

/// <summary>The options of <c>login</c>. None takes a secret.</summary>
internal sealed class LoginOptions
{
    private const int DefaultTimeout = 300;
    private const int LongestTimeout = 24 * 60 * 60;

    public Option<string?> Grant { get; } = OneOf<SignInKind>("--grant", "How to sign in: browser (code), password, or app.");

    public Option<string?> ClientId { get; } = new("--client-id") { Description = "The client ID of the API key.", HelpName = "ID" };

    public Option<string?> ClientSecretFile { get; } = new("--client-secret-file")
    {
        Description = "A file whose first line is the client secret.",
        HelpName = "FILE",
    };

    public Option<string?> Scope { get; } = new("--scope")
    {
        Description = "What the token may access, such as \"user:read space:all\"; everything by default.",
        HelpName = "SCOPE",
    };

    public Option<string?> RedirectUri { get; } = new("--redirect-uri")
    {
        Description = "The redirect URI, on the API key's domain; http://localhost:PORT/callback by default.",
        HelpName = "URI",
    };

    public Option<int?> Port { get; } = new("--port")
    {
        Description = "The loopback port to listen on; by default that of the redirect URI, or a free one.",
        HelpName = "PORT",
    };

    public Option<bool> NoBrowser { get; } = new("--no-browser")
    {
        Description = "Print the address to open, and read the address that the browser ends up at.",
    };

    public Option<int> Timeout { get; } = new("--timeout")
    {
        Description = "The number of seconds to wait for the browser.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => DefaultTimeout,
    };

    public Option<bool> Force { get; } = new("--force")
    {
        Description = "Replace the login of another account without asking.",
    };

    public Option<string?> Store { get; } = OneOf<StoreKind>(
        "--store", "Where to save the login; the keychain if there is one, otherwise encrypted files.");

    public void AddTo(Command command)
    {
        Port.Between(0, IPEndPoint.MaxPort);
        Timeout.Between(1, LongestTimeout);
        Array.ForEach([ClientId, ClientSecretFile, Scope, RedirectUri], TextOptions.NotEmpty);
        Option[] all = [Grant, ClientId, ClientSecretFile, Scope, RedirectUri, Port, NoBrowser, Timeout, Store, Force];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The selected value, or null.</summary>
    public static T? Read<T>(ParseResult parsed, Option<string?> option)
        where T : struct, Enum => parsed.GetValue(option) is { } value ? Enum.Parse<T>(value, ignoreCase: true) : null;

    private static Option<string?> OneOf<T>(string name, string description)
        where T : struct, Enum
    {
        var option = new Option<string?>(name) { Description = description };
        option.AcceptOnlyFromAmong([.. Enum.GetValues<T>().Select(Words.SnakeCase)]);
        return option;
    }
}
