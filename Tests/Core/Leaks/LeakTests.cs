using System.Text.Json;
using Newtonsoft.Json;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace PodioOAuth.Functional.Core.Tests.Leaks;

/// <summary>No secret in anything that a public type of Core shows by itself.</summary>
public sealed class LeakTests
{
    private static readonly LeakSearch Search = new([Samples.Text]);

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Samples.All.Count)];

    [Fact]
    public void Every_public_type_has_a_sample()
    {
        var sampled = Samples.All.Select(sample => sample.GetType()).ToHashSet();
        var types = typeof(Secret).Assembly.GetExportedTypes()
            .Where(type => type is { IsAbstract: false, IsEnum: false } && !type.IsSubclassOf(typeof(Delegate)));
        Assert.Empty(types.Except(sampled).Select(type => type.Name));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_public_type_shows_no_secret(int number)
    {
        var sample = Samples.All[number];
        Assert.Empty(Search.In("ToString", sample.ToString()));
        Assert.Empty(Search.In("format", $"{sample}"));
        Assert.Empty(Search.In("Describe", (sample as OAuthError)?.Describe()));
        Assert.Empty(Search.In("System.Text.Json", ToJson(sample)));
        Assert.Empty(Search.In("Newtonsoft.Json", ToNewtonsoft(sample)));
        Assert.Empty(Search.In("debugger", DebuggerView.Of(sample)));
    }

    [Fact]
    public void Nothing_reads_a_secret_back_as_if_it_were_one()
    {
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<Secret>("\"[redacted]\""));
        Assert.ThrowsAny<Exception>(() => JsonConvert.DeserializeObject<Secret>("{}"));
        Assert.ThrowsAny<Exception>(() => JsonConvert.DeserializeObject<ClientCredentials>("{\"ClientId\":\"a\",\"ClientSecret\":{}}"));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void An_exception_about_a_value_shows_no_secret(int number)
    {
        var exception = Record.Exception(() => JsonSerializer.Deserialize("5", Samples.All[number].GetType()));
        Assert.Empty(exception is null ? [] : Search.In("exception", exception));
    }

    private static string ToJson(object sample) => sample is Delegate or System.Text.Json.Serialization.JsonConverter
        ? ""
        : JsonSerializer.Serialize(sample, sample.GetType());

    private static string ToNewtonsoft(object sample)
    {
        try
        {
            return JsonConvert.SerializeObject(sample);
        }
        catch (JsonSerializationException refused)
        {
            return refused.ToString(); // It cannot write spans; what it says of that must be clean as well.
        }
    }
}
