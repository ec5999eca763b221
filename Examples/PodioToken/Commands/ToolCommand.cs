using System.CommandLine;
using PodioToken.Profiles;
using PodioToken.Reports;
using PodioToken.Saving;
using PodioToken.Settings;
using PodioToken.Storing;

namespace PodioToken.Commands;

/// <summary>A command that ends in an <see cref="Outcome"/>.</summary>
internal abstract class ToolCommand : Command, IReadsVariables
{
    private readonly MannerOptions _manner = new();

    protected ToolCommand(string name, string description, Surroundings surroundings)
        : base(name, description)
    {
        Surroundings = surroundings;
        _manner.AddTo(this);
        SetAction(async (parsed, cancellationToken) =>
        {
            var invocation = parsed.InvocationConfiguration;
            var teller = new Teller(invocation.Output, invocation.Error, _manner.Read(parsed), surroundings.Time);
            return teller.Tell(await EndAsync(parsed, teller, cancellationToken));
        });
    }

    /// <summary>The environment variables that it reads.</summary>
    public virtual IReadOnlyList<Variable> Variables => [Variable.Home];

    protected Surroundings Surroundings { get; }

    /// <summary>Whether the command runs even if other users can write the tool's folders.</summary>
    protected virtual bool MayRunInUnsafeFolders => false;

    protected abstract Task<Outcome> RunAsync(ParseResult parsed, Teller teller, CancellationToken cancellationToken);

    /// <summary>Runs the command and turns failures into an outcome.</summary>
    protected virtual Task<Outcome> EndAsync(ParseResult parsed, Teller teller, CancellationToken cancellationToken) =>
        GuardAsync(() => RunAsync(parsed, teller, cancellationToken));

    /// <summary>Runs work of the command, unless other users can write the tool's folders, and turns failures into an outcome.</summary>
    protected async Task<Outcome> GuardAsync(Func<Task<Outcome>> work)
    {
        // Apart from Podio, the disk or the keychain can fail here: a store's messages name paths, never content.
        try
        {
            return MayRunInUnsafeFolders || PrivateFolders.FirstUnsafe(Surroundings.Folders) is not { } folder
                ? await work()
                : Outcome.Failed(ExitCode.Permissions, $"{folder.Sentence} To fix it: {folder.Cure}");
        }
        catch (EndedException ended)
        {
            return ended.Outcome;
        }
        catch (DamagedKeyException exception)
        {
            return Outcome.Failed(ExitCode.Torn, exception.Message);
        }
        catch (KeychainException exception)
        {
            return Outcome.Failed(
                ExitCode.Store,
                $"{exception.Message} Unlock it, or save the login in encrypted files: podio-token login --store encrypted");
        }
        catch (Exception exception) when (TokenFile.IsFailure(exception))
        {
            return Outcome.Failed(ExitCode.Store, $"Saved data can't be read or written: {exception.Message}");
        }
        catch (InvalidDataException exception)
        {
            return Outcome.Failed(ExitCode.Foreign, exception.Message);
        }
    }
}
