namespace PodioOAuth.Functional.Interop.Tests.Clients;

/// <summary>The behavior of a client when its access token has expired.</summary>
public enum OnExpiry
{
    /// <summary>Refreshes after a 401 that says that the token has expired.</summary>
    RefreshOn401,

    /// <summary>Refreshes by its own clock, and returns every 401 to its caller.</summary>
    RefreshByClock,

    /// <summary>Returns the 401 to its caller, and the user signs in again.</summary>
    SignInAgain,
}

/// <summary>One of Podio's clients: the bytes that it sends, and the members of a reply that it requires. One file each.</summary>
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

    /// <summary>What it reads from a token, and from an error: paths, each with the accepted kinds of JSON value.</summary>
    internal string[] Reads => Words("reads");

    /// <inheritdoc cref="Reads"/>
    internal string[] ReadsOfError => Words("reads-error");

    internal bool Has(string request) => _lines.ContainsKey(request);

    /// <summary>Returns a call with an access token.</summary>
    internal string Call(string accessToken) => Http(_heads["call"].Replace("{access_token}", accessToken, StringComparison.Ordinal), "");

    /// <summary>Returns the request of the browser that it sends to Podio.</summary>
    internal string Authorize() => Http($"GET {_lines["authorize"]} HTTP/1.1\nHost: {{host}}", "");

    /// <summary>Returns a request of this kind, with a value from a reply inserted.</summary>
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
