namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>What a diagnosis quotes of an exception.</summary>
public sealed class DiagnosisTests
{
    [Fact]
    public async Task No_diagnosis_quotes_an_authorization_code()
    {
        var events = new List<RenewalEvent>();
        TokenExchange exchange = (request, _) => throw new InvalidOperationException(
            "POST code=" + ((AuthorizationCodeGrant)request.Grant).Code.Reveal());
        await using var source = TokenSource.SignedIn(
            exchange, SamplePodio.Client, "jane", options: new Bench().Options with { Observer = events.Add });
        (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Left();
        var diagnosis = Assert.Single(events.OfType<RenewalFailedEvent>()).Diagnosis;
        Assert.NotNull(diagnosis);
        Assert.DoesNotContain(SamplePodio.Codes[0].Reveal(), diagnosis, StringComparison.Ordinal);
    }
}
