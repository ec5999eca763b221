namespace PodioOAuth.Functional.Benchmarks;

/// <summary>The password grant that every contender sends, as ours.</summary>
internal static class SampleRequest
{
    internal static readonly TokenRequest Request = new(
        new ClientCredentials(clientId: SampleForm.ClientId, clientSecret: SampleForm.ClientSecret),
        Grant.Password(username: SampleForm.Username, password: SampleForm.Password));
}
