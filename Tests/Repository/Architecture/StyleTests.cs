namespace PodioOAuth.Functional.Repository.Tests.Architecture;

/// <summary>The pages that a person meets on the way through a sign-in look made by one hand: their styles begin with the same
/// base.</summary>
public sealed class StyleTests
{
    private const string Begin = "/* The base that ";
    private const string End = "/* End of the base. */";

    [Theory, InlineData("Examples/PodioToken/SigningIn/Page.cs"), InlineData("Transports/LocalPodio/Authorize/AuthorizeStyle.cs")]
    public void The_base_styles_are_those_of_the_example_site(string path)
    {
        var site = BaseIn("Examples/WebSignIn/Assets/site.css");
        Assert.True(site.Length > 30);
        Assert.Equal(site, BaseIn(path));
    }

    private static string[] BaseIn(string path)
    {
        var text = Checkout.Read(path);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(begin >= 0 && end > begin, $"{path} has no base.");
        return [.. text[begin..end].Split('\n').Select(line => line.Trim())];
    }
}
