using System.Globalization;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>The requests of many apps, and for each the text that a dictionary has for a key.</summary>
internal sealed class SampleLogins
{
    private static readonly ClientCredentials Client = new(clientId: SampleForm.ClientId, clientSecret: SampleForm.ClientSecret);

    private readonly int[] _order;
    private int _next;

    private SampleLogins(TokenRequest[] requests, string[] keys)
    {
        (Requests, Keys) = (requests, keys);
        _order = [.. Enumerable.Range(0, requests.Length)];
        new Random(20260811).Shuffle(_order); // Logins are not asked for in the order in which they came.
    }

    internal TokenRequest[] Requests { get; }

    internal string[] Keys { get; }

    internal static SampleLogins Of(int count) => new(
        [.. Enumerable.Range(1, count).Select(RequestOf)],
        [.. Enumerable.Range(1, count).Select(id => LoginKey.OfRequest(PodioEndpoint.Default, RequestOf(id)).ToString())]);

    /// <summary>The number of the login that is asked for next.</summary>
    internal int Next()
    {
        _next = _next + 1 < _order.Length ? _next + 1 : 0;
        return _order[_next];
    }

    private static TokenRequest RequestOf(int id) =>
        new(Client, Grant.App(appId: id, appToken: id.ToString("x32", CultureInfo.InvariantCulture)));
}
