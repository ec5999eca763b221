namespace PodioOAuth.Functional.Interop.Tests.Clients;

/// <summary>What a client does when its access token has expired.</summary>
public enum OnExpiry
{
    /// <summary>It refreshes after a 401 that says so.</summary>
    RefreshOn401,

    /// <summary>It refreshes by its own clock, and hands on every 401.</summary>
    RefreshByClock,

    /// <summary>It hands on the 401, and its user signs in again.</summary>
    SignInAgain,
}

/// <summary>One of Podio's clients: the bytes that it sends, and the members of a reply that it cannot do without. One file each.</summary>
internal sealed class ForeignClient
{
    internal static readonly string[] Names = ["podio-js", "podio-php", "podio-rb", "podio-dotnet", "podio-py", "podio-java"];

    private readonly Dictionary<string, string> _lines;
    private readonly Dictionary<string, string> _heads;

    internal ForeignClient(string name)
    {
        var parts = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Clients", name + ".txt")).Split("\n--- ");
        _lines = Pairs(parts[0].Split('\n').Where(line => line is [not '#', ..]), ' ');
        _heads = Pairs(parts[1..], '\n');
    }

    internal OnExpiry OnExpiry => Enum.Parse<OnExpiry>(_lines["on-expiry"].Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    /// <summary>What it reads of a token, and of an error: paths, each with the kinds of JSON value that do.</summary>
    internal string[] Reads => Words("reads");

    /// <inheritdoc cref="Reads"/>
    internal string[] ReadsOfError => Words("reads-error");

    internal bool Has(string request) => _lines.ContainsKey(request);

    /// <summary>A call with an access token.</summary>
    internal string Call(string accessToken) => Http(_heads["call"].Replace("{access_token}", accessToken, StringComparison.Ordinal), "");

    /// <summary>The browser that it sends to Podio.</summary>
    internal string Authorize() => Http($"GET {_lines["authorize"]} HTTP/1.1\nHost: {{host}}", "");

    /// <summary>A request of this kind, with the value that a reply gave put in its place.</summary>
    internal string Request(string kind, string placeholder = "", string value = "") => Http(
        _heads[kind is "otp" or "recovery" ? "verify" : "token"],
        placeholder.Length == 0 ? _lines[kind] : _lines[kind].Replace($"{{{placeholder}}}", value, StringComparison.Ordinal));

    private string[] Words(string line) => _lines[line].Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Http(string head, string body) => head.TrimEnd('\n')
        .Replace("{length}", $"{Encoding.UTF8.GetByteCount(body)}", StringComparison.Ordinal)
        .ReplaceLineEndings("\r\n") + "\r\n\r\n" + body;

    private static Dictionary<string, string> Pairs(IEnumerable<string> texts, char separator) => texts
        .Select(text => text.Split(separator, 2))
        .ToDictionary(pair => pair[0], pair => pair is [_, var rest] ? rest : "");
}
