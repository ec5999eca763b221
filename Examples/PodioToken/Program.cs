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
        ProcessTerminationTimeout = PodioTokenCommand.LongestStop,
    },
    questions: Questions.OfConsole());
