using System.CommandLine;

namespace PodioToken.Commands;

/// <summary>Prints what makes a shell complete the tool's commands and options: a few lines that ask the tool itself.</summary>
internal sealed class CompletionCommand : Command
{
    private const string Bash = """
        # podio-token completion bash
        _podio_token() {
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _podio_token podio-token
        """;

    private const string Zsh = """
        #compdef podio-token
        # podio-token completion zsh
        _podio_token() {
          local -a found
          found=("${(@f)$("${words[1]}" "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          compadd -- ${found:#}
        }
        if [ "$funcstack[1]" = _podio_token ]; then _podio_token "$@"; else compdef _podio_token podio-token; fi
        """;

    private const string Fish = """
        # podio-token completion fish
        complete --command podio-token --no-files --arguments '(podio-token "[suggest:"(commandline --cursor)"]" (commandline) 2>/dev/null)'
        """;

    private const string PowerShell = """
        # podio-token completion pwsh
        Register-ArgumentCompleter -Native -CommandName podio-token -ScriptBlock {
          param($word, $ast, $position)
          podio-token "[suggest:$position]" "$ast" 2>$null | Where-Object { $_ -like "$word*" } |
            ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        }
        """;

    private readonly Argument<string> _shell = new("SHELL") { Description = "Which shell." };

    public CompletionCommand()
        : base("completion", "Prints the script that makes a shell complete this tool's commands.")
    {
        _shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        Arguments.Add(_shell);
        SetAction(parsed => parsed.InvocationConfiguration.Output.Write(ScriptOf(parsed.GetRequiredValue(_shell)).ReplaceLineEndings("\n") + "\n"));
    }

    private static string ScriptOf(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        _ => PowerShell,
    };
}
