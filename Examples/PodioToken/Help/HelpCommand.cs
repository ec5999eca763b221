using System.CommandLine;
using PodioToken.Reports;

namespace PodioToken.Help;

/// <summary><c>help</c>, <c>help login</c>, <c>help exit-codes</c>, <c>help environment</c>.</summary>
internal sealed class HelpCommand : Command
{
    public HelpCommand(RootCommand root)
        : base("help", "Show help for a command or a topic.")
    {
        var topic = new Argument<string[]>("TOPIC")
        {
            Arity = ArgumentArity.ZeroOrMore,
            HelpName = "[COMMAND|exit-codes|environment]",
            Description = "A command, exit-codes or environment.",
        };
        topic.Validators.Add(result =>
        {
            var words = result.Tokens.Select(token => token.Value).ToArray();
            if (!IsTopic(words) && Find(root, words) is null)
            {
                var names = NamesOf(root);
                result.AddError($"There is no help for '{string.Join(' ', words)}'.{Suggestion.Of(words[0], names)}");
            }
        });
        topic.CompletionSources.Add(_ => NamesOf(root).Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        Arguments.Add(topic);
        SetAction(parsed =>
        {
            var words = parsed.GetValue(topic) ?? [];
            var output = parsed.InvocationConfiguration.Output;
            var width = Terminal.WidthOf(output);
            output.WriteLines(words switch
            {
                [HelpPages.ExitCodes] => HelpPages.OfExitCodes(width),
                [HelpPages.Variables] => HelpPages.OfVariables(root, width),
                _ => HelpPages.Of(Find(root, words)!, width),
            });
        });
    }

    private static bool IsTopic(string[] words) => words is [HelpPages.ExitCodes or HelpPages.Variables];

    private static IEnumerable<string> NamesOf(Command root) =>
        root.Subcommands.Select(command => command.Name).Append(HelpPages.ExitCodes).Append(HelpPages.Variables);

    private static Command? Find(Command root, IEnumerable<string> words) => words.Aggregate<string, Command?>(
        root, (found, word) => found?.Subcommands.SingleOrDefault(command => command.Name == word));
}
