namespace PodioOAuth.Functional.Benchmarks;

/// <summary>The password grant that every contender sends, as the fields of a form. Apart from <see cref="SampleRequest"/>: a peer that
/// starts in a fresh process is not to load our types.</summary>
internal static class SampleForm
{
    internal const string Username = "jane.doe@example.com";
    internal const string Password = "correct horse & battery=100%";
    internal const string ClientId = "my-client";
    internal const string ClientSecret = "3qXw7Kd0Zr9TnB5vLs2YhJ8mGf4PcE6uQa1RoVtDiNkMySjUbHgFxCwAzOlIpTeW";

    internal static readonly KeyValuePair<string, string>[] Pairs =
    [
        new("grant_type", "password"),
        new("username", Username),
        new("password", Password),
        new("client_id", ClientId),
        new("client_secret", ClientSecret),
    ];
}
