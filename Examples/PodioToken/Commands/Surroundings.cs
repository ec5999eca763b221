using PodioToken.Asking;
using PodioToken.Profiles;
using PodioToken.SigningIn;

namespace PodioToken.Commands;

/// <summary>What a command sees of the world besides its command line.</summary>
/// <param name="Environment">Gives the value of an environment variable, or null.</param>
/// <param name="Time">The clock.</param>
/// <param name="Questions">Who can be asked.</param>
/// <param name="Browser">What shows a person a page.</param>
internal sealed record Surroundings(Func<string, string?> Environment, TimeProvider Time, IQuestions Questions, IBrowser Browser)
{
    public ToolFolders Folders => ToolFolders.Of(Environment);

    public ProfileFolder Profiles => new(Folders);
}
