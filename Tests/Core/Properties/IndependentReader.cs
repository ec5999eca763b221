using Microsoft.AspNetCore.WebUtilities;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace PodioOAuth.Functional.Core.Tests.Properties;

/// <summary>What other people's parsers see in a request: the fields in order, each as often as it is there. Two parsers for each
/// format.</summary>
internal static class IndependentReader
{
    internal static IEnumerable<IReadOnlyList<(string Name, string Value)>> Read(FormRequest request) =>
        request.ContentType == "application/json"
            ? [ReadJson(request.ToBytes()), ReadJsonWithNewtonsoft(request.ToBytes())]
            : [ReadForm(request.ToBytes()), ReadFormAsQuery(request.ToBytes())];

    /// <summary>The parameters of an address, by the same two.</summary>
    internal static IEnumerable<IReadOnlyList<(string Name, string Value)>> ReadQuery(string address)
    {
        var query = Encoding.ASCII.GetBytes(address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..]);
        return [ReadForm(query), ReadFormAsQuery(query)];
    }

    private static List<(string, string)> ReadForm(byte[] body)
    {
        using var reader = new FormReader(Encoding.ASCII.GetString(body));
        List<(string, string)> fields = [];
        while (reader.ReadNextPair() is { } pair)
        {
            fields.Add((pair.Key, pair.Value));
        }

        return fields;
    }

    private static IReadOnlyList<(string, string)> ReadFormAsQuery(byte[] body)
    {
        var parsed = HttpUtility.ParseQueryString(Encoding.ASCII.GetString(body), Encoding.UTF8);
        return [.. Enumerable.Range(0, parsed.Count).SelectMany(i => parsed.GetValues(i)!.Select(value => (parsed.GetKey(i)!, value)))];
    }

    private static IReadOnlyList<(string, string)> ReadJson(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        return [.. json.RootElement.EnumerateObject().Select(member => (member.Name, member.Value.ToString()))];
    }

    private static IReadOnlyList<(string, string)> ReadJsonWithNewtonsoft(byte[] body)
    {
        using var text = new StringReader(Encoding.UTF8.GetString(body));
        using var reader = new JsonTextReader(text) { DateParseHandling = DateParseHandling.None };
        var json = JObject.Load(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
        return [.. json.Properties().Select(member => (member.Name, member.Value.ToString()))];
    }
}
