using System.Text;
using System.Text.Json;
using System.Web;

namespace PodioOAuth.Functional.Core.Tests.Properties;

/// <summary>What the framework's own parsers see in a request: the fields in order, each as often as it is there.</summary>
internal static class IndependentReader
{
    internal static IReadOnlyList<(string Field, string Value)> Read(FormRequest request) =>
        request.ContentType == "application/json" ? ReadJson(request.ToBytes()) : ReadForm(request.ToBytes());

    private static IReadOnlyList<(string, string)> ReadForm(byte[] body)
    {
        var parsed = HttpUtility.ParseQueryString(Encoding.ASCII.GetString(body), Encoding.UTF8);
        return [.. Enumerable.Range(0, parsed.Count).SelectMany(i => parsed.GetValues(i)!.Select(value => (parsed.GetKey(i)!, value)))];
    }

    private static IReadOnlyList<(string, string)> ReadJson(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        return [.. json.RootElement.EnumerateObject().Select(member => (member.Name, member.Value.ToString()))];
    }
}
