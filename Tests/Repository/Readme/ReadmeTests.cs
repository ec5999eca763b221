using System.Text.RegularExpressions;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional.Repository.Tests.Readme;

/// <summary>Every snippet of the README that names a file is that file's text, and the file is compiled and run here or by the F#
/// tests.</summary>
public sealed partial class ReadmeTests
{
    [Theory]
    [InlineData("README.md", 11)]
    [InlineData("Transports/LocalPodio/CONTROL.md", 1)]
    public void Every_snippet_is_the_text_of_the_file_it_names(string page, int count)
    {
        var snippets = Snippet().Matches(Checkout.Read(page));
        Assert.Equal(count, snippets.Count);
        Assert.All(snippets, snippet => Assert.Equal(Region(snippet.Groups[1].Value), snippet.Groups[2].Value));
    }

    [Fact]
    public Task The_ten_lines_get_a_token() =>
        Prints("A token for user ", global::Readme.TenLines.RunAsync);

    [Fact]
    public Task The_composition_round_trips_and_renews() => Prints("True True", global::Readme.Composition.RunAsync);

    [Fact]
    public Task An_effect_repeats_a_request_that_was_not_sent() => Prints(
        $"a token for app {SamplePodio.AppId} by request 2", global::Readme.Effects.RunAsync);

    [Fact]
    public Task A_lost_reply_is_ambiguous_for_an_app() =>
        Prints("it may have happened: once more, then sign in again (1 request seen)", global::Readme.LostReply.RunAsync);

    [Fact]
    public Task A_hundred_callers_make_one_request() => Prints(
        $"100 callers, a token for app {SamplePodio.AppId}, and 1 request", global::Readme.AlwaysFresh.RunAsync);

    [Fact]
    public async Task An_application_s_client_has_the_token()
    {
        await using var podio = await LocalPodio.StartAsync(new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow)));
        await Prints("may touch global:all", () => global::Readme.InAnApplication.RunAsync(podio.Address));
    }

    [Fact]
    public async Task A_web_site_calls_Podio_as_its_user()
    {
        await using var podio = await LocalPodio.StartAsync(new InMemoryPodio(PodioState.Empty
            .WithClient(SamplePodio.Client)
            .WithUser(SamplePodio.UserId, SamplePodio.Username, SamplePodio.Password)));
        await Prints($"user {SamplePodio.UserId} may touch user:read", () => global::Readme.WebUsers.RunAsync(podio.Address));
    }

    [Fact]
    public Task A_user_who_agrees_brings_a_code() => Prints("user:read space:all for user ", global::Readme.StepOne.RunAsync);

    [Fact]
    public Task A_second_factor_is_answered() => Prints("user ", global::Readme.TwoFactors.RunAsync);

    [Fact]
    public async Task The_transport_of_the_readers_own_gets_a_token()
    {
        await using var podio = await LocalPodio.StartAsync(new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow)));
        await Prints("app ", () => global::Readme.OwnTransport.RunAsync(podio.Endpoint));
    }

    [Fact]
    public void Every_file_that_the_README_links_to_exists() => Assert.All(
        Link().Matches(Checkout.Read("README.md")), link => Assert.True(File.Exists(Path.Combine(Checkout.Root, link.Groups[1].Value))));

    private static async Task Prints(string start, Func<Task> example)
    {
        var console = Console.Out;
        using var printed = new StringWriter();
        Console.SetOut(printed);
        try
        {
            await example();
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.StartsWith(start, printed.ToString(), StringComparison.Ordinal);
    }

    // The lines between the markers, without the indent that they share; a file without markers is quoted whole.
    private static string Region(string file)
    {
        var text = Checkout.Read(file);
        if (Marked().Match(text) is not { Success: true } marked)
        {
            return text;
        }

        var lines = marked.Groups[1].Value.Split('\n');
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length > indent ? line[indent..] : ""));
    }

    [GeneratedRegex("<!-- (Examples/[^ ]+) -->\n```[a-z]+\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex("// <readme>\n(.*?) *// </readme>", RegexOptions.Singleline)]
    private static partial Regex Marked();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();
}
