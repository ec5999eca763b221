using System.Text;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>What a call of the API asks for, and what it is answered.</summary>
internal static class SampleItem
{
    internal const string Path = "item/1";

    internal static readonly byte[] Body = Encoding.ASCII.GetBytes(
        """{"item_id":1,"app_item_id":1,"title":"A project","rights":["view"]}""");

    /// <summary>The headers that Podio adds to each reply (PODIO 3.13).</summary>
    internal const string Headers = "X-Podio-Request-Id: n6xp0srO\r\nX-Rate-Limit-Limit: 1000\r\nX-Rate-Limit-Remaining: 998\r\n";
}
