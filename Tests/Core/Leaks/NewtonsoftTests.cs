using Newtonsoft.Json;

namespace PodioOAuth.Functional.Core.Tests.Leaks;

/// <summary>Newtonsoft.Json knows nothing of our converters. What it does is written down here: it writes a secret as an empty object, and
/// reads back either the exception of the constructor or, from a text, a secret.</summary>
public sealed class NewtonsoftTests
{
    [Fact]
    public void Newtonsoft_writes_a_secret_as_an_empty_object()
    {
        Assert.Equal("{}", Write(new Secret("hunter2")));
        Assert.Equal("""{"ClientId":"my-client","ClientSecret":{}}""", Write(Sample.Client));
        Assert.Equal("{}", Write(new ServerText("hunter2")));
    }

    [Fact]
    public void Newtonsoft_writes_no_body()
    {
        Assert.Equal(
            """{"Format":0,"Path":"/oauth/token","ContentType":"application/x-www-form-urlencoded","Length":98}""",
            Write(TokenRequest.Encode(
                new TokenRequest(new ClientCredentials("id", "s3cret"), Grant.Password("jane@example.com", "hunter2"))).Right()));
        Assert.Equal("""{"Status":200,"IsBodyTooLarge":false}""", Write(new HttpReply(200, "text/html", "hunter2"u8.ToArray())));
    }

    [Fact]
    public void Newtonsoft_does_not_read_back_an_empty_secret()
    {
        Assert.ThrowsAny<Exception>(() => JsonConvert.DeserializeObject<Secret>("{}"));
        Assert.ThrowsAny<Exception>(() => JsonConvert.DeserializeObject<ClientCredentials>(Write(Sample.Client)));
        Assert.ThrowsAny<Exception>(() => JsonConvert.DeserializeObject<Token>(Write(Sample.Token)));
    }

    [Fact]
    public void Newtonsoft_reads_a_text_as_a_secret_by_the_conversion_operator() =>
        Assert.Equal(new Secret("hunter2"), JsonConvert.DeserializeObject<Secret>("\"hunter2\""));

    // What it refuses to write it says, and that must be clean as well.
    internal static string Write(object value)
    {
        try
        {
            return JsonConvert.SerializeObject(value);
        }
        catch (JsonSerializationException refused)
        {
            return refused.ToString();
        }
    }
}
