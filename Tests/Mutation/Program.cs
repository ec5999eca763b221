using System.Globalization;
using PodioOAuth.Functional.Mutation;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["work", .. var arguments])
{
    Worker.Serve(arguments);
    return 0;
}

return CommandLine.Run(args, Console.Out);
