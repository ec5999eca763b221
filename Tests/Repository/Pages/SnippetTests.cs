using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PodioOAuth.Functional.Repository.Tests.Pages;

/// <summary>A snippet that a reader pastes compiles, runs, and prints what the page says.</summary>
public sealed class SnippetTests
{
    public static TheoryData<string> CSharp { get; } = [.. Named(page => page.Programs("csharp").Select(it => it.Program))];

    public static TheoryData<string> AppSettings { get; } = [.. Named(page => page.Blocks.Where(block => block.Language == "json"))];

    [Theory]
    [MemberData(nameof(CSharp))]
    public async Task A_program_prints_what_its_page_says(string place)
    {
        var (block, expected) = Page.WithPrograms.SelectMany(page => page.Programs("csharp")).Single(it => $"{it.Program}" == place);
        var (problems, program) = Snippet.Compile(block);
        Assert.True(program is not null, string.Join('\n', problems));
        var printed = Snippet.IsWebSite(block) ? await SiteSnippet.RunAsync(block, program) : await Snippet.RunAsync(program);
        Assert.True(Printed.Is(expected, printed), $"{place} prints\n{printed}\nand not\n{expected}");
    }

    [Theory]
    [MemberData(nameof(AppSettings))]
    public void Settings_have_keys_that_exist_and_values_that_are_valid(string place)
    {
        var settings = SiteSnippet.Settings(Page.WithPrograms.SelectMany(page => page.Blocks).Single(it => $"{it}" == place).Text);
        var podio = settings.GetSection("Podio");
        foreach (var section in podio["ClientId"] is null ? podio.GetChildren() : [podio]) // One API key, or several by name.
        {
            section.Get<PodioOAuthOptions>(binder => binder.ErrorOnUnknownConfiguration = true);
            var services = new ServiceCollection();
            services.AddPodioOAuth(section);
            using var application = services.BuildServiceProvider();
            Assert.NotNull(application.GetRequiredService<IOptions<PodioOAuthOptions>>().Value); // Validated as it is read.
        }
    }

    [Fact]
    public void One_name_is_one_type()
    {
        string[] names = ["podio", "request", "client", "source", "http", "inMemory"];
        string[] types = ["Transport", "TokenRequest", "ClientCredentials", "TokenSource", "HttpClient", "InMemoryPodio"];
        Assert.Empty(
            from page in Page.WithPrograms
            from program in page.Programs("csharp")
            from named in Snippet.VariablesOf(program.Program)
            let index = Array.IndexOf(names, named.Name)
            where index >= 0 && named.Type != types[index] && named.Type != $"SignedIn{types[index]}"
            select $"{program.Program}: {named.Name} is a {named.Type}");
    }

    private static IEnumerable<string> Named(Func<Page, IEnumerable<PageBlock>> blocks) =>
        Page.WithPrograms.SelectMany(blocks).Select(block => block.ToString());
}
