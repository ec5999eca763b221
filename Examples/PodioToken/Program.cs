using System.CommandLine;
using System.Text;
using PodioToken.Commands;

// Environment variables are UTF-8 to .NET, so what `serve` prints for them has to be as well, whatever the locale.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

return await PodioTokenCommand.RunAsync(args, Environment.GetEnvironmentVariable, new InvocationConfiguration
{
    ProcessTerminationTimeout = TimeSpan.FromSeconds(5), // Longer than the second that a local Podio takes to stop at most.
});
