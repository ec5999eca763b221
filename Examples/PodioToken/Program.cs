using System.CommandLine;
using System.Text;
using PodioToken.Asking;
using PodioToken.Commands;

// .NET reads environment variables as UTF-8, so `serve` must print them as UTF-8 too, whatever the locale.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

return await PodioTokenCommand.RunAsync(
    args,
    Environment.GetEnvironmentVariable,
    new InvocationConfiguration
    {
        ProcessTerminationTimeout = TimeSpan.FromSeconds(10), // Longer than a sign-in or a local Podio takes to end.
    },
    questions: Questions.OfConsole());
