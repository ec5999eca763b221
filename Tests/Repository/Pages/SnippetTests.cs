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
        Assert.All(podio["ClientId"] is null ? podio.GetChildren() : [podio], section => // One API key, or several by name.
        {
            section.Get<PodioOAuthOptions>(binder => binder.ErrorOnUnknownConfiguration = true);
            var services = new ServiceCollection();
            services.AddPodioOAuth(section);
            using var application = services.BuildServiceProvider();
            Assert.NotNull(application.GetRequiredService<IOptions<PodioOAuthOptions>>().Value); // Validated as it is read.
        });
    }

    [Fact]
    public void A_variable_name_always_has_the_same_type()
    {
        string[] names = ["podio", "request", "client", "source", "http", "inMemory"];
        string[] types = ["Transport", "TokenRequest", "ClientCredentials", "TokenSource", "HttpClient", "InMemoryPodio"];
        var variables =
            (from page in Page.WithPrograms
             from program in page.Programs("csharp")
             from variable in Snippet.VariablesOf(program.Program)
             where names.Contains(variable.Name)
             select (Place: $"{program.Program}", variable.Name, variable.Type, Expected: types[Array.IndexOf(names, variable.Name)]))
            .ToArray();
        Assert.True(variables.Length > 40, $"only {variables.Length} variables found");
        Assert.DoesNotContain(variables, it => it.Type != it.Expected && it.Type != $"SignedIn{it.Expected}");
    }

    private static IEnumerable<string> Named(Func<Page, IEnumerable<PageBlock>> blocks) =>
        Page.WithPrograms.SelectMany(blocks).Select(block => block.ToString());
}
