using System.CommandLine;

namespace PodioToken.Commands;

/// <summary>Prints a script that lets a shell complete the tool's commands and options by calling the tool itself.</summary>
internal sealed class CompletionCommand : Command
{
    private const string Bash = """
        # podio-token completion bash
        _podio_token() {
          local IFS=$'\n' found
          found=$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
          COMPREPLY=($(compgen -W "${found}" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _podio_token podio-token
        """;

    private const string Zsh = """
        #compdef podio-token
        # podio-token completion zsh
        _podio-token() {
          local line="${(j: :)words[1,CURRENT]}"
          local -a found=("${(@f)$("${words[1]}" "[suggest:${#line}]" "${line}" 2>/dev/null)}")
          compadd -- ${found:#}
        }
        if [[ "${funcstack[1]}" == _podio-token ]]; then _podio-token "$@"; else compdef _podio-token podio-token; fi
        """;

    private const string Fish = """
        # podio-token completion fish
        function __podio_token
          set --local line (commandline --cut-at-cursor --current-process)
          podio-token "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete --command podio-token --no-files --arguments '(__podio_token)'
        """;

    private const string PowerShell = """
        # podio-token completion pwsh
        Register-ArgumentCompleter -Native -CommandName podio-token -ScriptBlock {
          param($word, $ast, $position)
          podio-token "[suggest:$position]" "$ast" 2>$null | Where-Object { $_ -like "$word*" } |
            ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        }
        """;

    private readonly Argument<string> _shell = new("SHELL") { Description = "The shell." };

    public CompletionCommand()
        : base("completion", "Print a shell completion script for this tool's commands.")
    {
        _shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        Arguments.Add(_shell);
        SetAction(parsed =>
        {
            var script = ScriptOf(parsed.GetRequiredValue(_shell));
            parsed.InvocationConfiguration.Output.Write($"{script.ReplaceLineEndings("\n")}\n");
        });
    }

    private static string ScriptOf(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        _ => PowerShell,
    };
}
