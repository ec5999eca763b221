using PodioToken.Asking;
using PodioToken.Profiles;
using PodioToken.SigningIn;

namespace PodioToken.Commands;

/// <summary>The environment of a command besides its command line.</summary>
/// <param name="Environment">Returns the value of an environment variable, or null.</param>
/// <param name="Time">The clock.</param>
/// <param name="Questions">Who answers questions.</param>
/// <param name="Browser">The browser.</param>
internal sealed record Surroundings(Func<string, string?> Environment, TimeProvider Time, IQuestions Questions, IBrowser Browser)
{
    public ToolFolders Folders => ToolFolders.Of(Environment);

    public ProfileFolder Profiles => new(Folders);
}
