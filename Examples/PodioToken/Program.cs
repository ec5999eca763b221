using System.CommandLine;
using System.Text;
using PodioToken.Asking;
using PodioToken.Commands;

// Environment variables are UTF-8 to .NET, so what `serve` prints for them has to be as well, whatever the locale.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

return await PodioTokenCommand.RunAsync(
    args,
    Environment.GetEnvironmentVariable,
    new InvocationConfiguration
    {
        ProcessTerminationTimeout = TimeSpan.FromSeconds(10), // Longer than what a sign-in or a local Podio takes to end.
    },
    questions: Questions.OfConsole());
