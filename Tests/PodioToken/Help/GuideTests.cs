namespace PodioOAuth.Functional.PodioToken.Tests.Help;

/// <summary>The guide names every command and every option that there is.</summary>
public sealed class GuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PodioToken.README.md"));

    [Fact]
    public void Every_command_is_in_the_table() => Assert.All(Root().Subcommands, command =>
        Assert.Matches($"(?m)^\\|.*`{command.Name}[ `\\[].*\\|$", Guide));

    [Fact]
    public void Every_option_is_named() => Assert.All(
        Root().Subcommands.SelectMany(command => command.Options).Select(option => option.Name).Where(name => name != "--help").Distinct(),
        name => Assert.Contains($"{name}", Guide, StringComparison.Ordinal));

    [Fact]
    public void Every_option_of_login_has_a_row() => Assert.All(
        Root().Subcommands.Single(command => command.Name == "login").Options.Select(option => option.Name).Where(name => name != "--help"),
        name => Assert.Matches($"(?m)^\\| `(-\\w`, `)?{name}[ `]", Guide));

    private static RootCommand Root() => PodioTokenCommand.Create(
        new Surroundings(_ => null, TimeProvider.System, Questions.None, new BrowserThat(_ => false)));
}
