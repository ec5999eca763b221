using System.Globalization;
using PodioOAuth.Functional.Support;

namespace PodioOAuth.Functional.Mutation;

/// <summary>The arguments after <c>dotnet run -c Release --project Tests/Mutation --</c>.</summary>
internal static class CommandLine
{
    private const string Usage = """
        core | transports | renewal | hosting | aspnetcore
          --again              only what survived the last time
          --file GLOB          only mutants of files whose path matches, such as *RetryAfter.cs
          --mutant ID          only this one, by its number in the list of survivors
          --budget SECONDS     how long the tests of one mutant may take together (10): slower ones are left out, and counted
          --workers NUMBER     how many tests run at a time (2)
          --patience FACTOR    how many times as long as on a quiet machine everything may take (1)
        table ROOM…            writes what was measured last of these rooms into Tests/Mutation/RESULTS.md
        """;

    /// <summary>Returns 0 if the room reaches its goal, 1 if not, 2 if the arguments are invalid.</summary>
    internal static int Run(string[] arguments, TextWriter output)
    {
        if (arguments is ["table", .. var names] && Array.TrueForAll(names, name => Room.All.Any(room => room.Name == name)))
        {
            const string page = "Tests/Mutation/RESULTS.md";
            var measured = Room.All.Where(room => names.Contains(room.Name)).Select(RoomResults.Load).ToList();
            File.WriteAllText(Path.Combine(Checkout.Root, page), Summary.Page(Checkout.Read(page), measured));
            return 0;
        }

        if (arguments is [var name, .. var rest] && Room.All.SingleOrDefault(room => room.Name == name) is { } room
            && Read(rest, new RunOptions()) is { } options)
        {
            new RoomRun(room, options, output).Run();
            return Conclude(RoomResults.Load(room), output);
        }

        output.WriteLine(Usage);
        return 2;
    }

    private static RunOptions? Read(ReadOnlySpan<string> arguments, RunOptions options) => arguments switch
    {
        [] => options,
        ["--again", .. var rest] => Read(rest, options with { IsAgain = true }),
        ["--file", var glob, .. var rest] => Read(rest, options with { File = glob }),
        [var name, var text, .. var rest] when double.TryParse(text, CultureInfo.InvariantCulture, out var number) => name switch
        {
            "--mutant" => Read(rest, options with { Mutant = (int)number }),
            "--budget" => Read(rest, options with { Budget = number }),
            "--workers" => Read(rest, options with { Workers = (int)number }),
            "--patience" => Read(rest, options with { Patience = number }),
            _ => null,
        },
        _ => null,
    };

    private static int Conclude(RoomResults results, TextWriter output)
    {
        output.WriteLine($"\n{Summary.Table(results)}\n\n{string.Join('\n', Summary.Living(results))}");
        foreach (var entry in results.Unmatched)
        {
            output.WriteLine($"Accepted.txt names no mutant: {entry.Place} | {entry.Original} → {entry.Replacement}");
        }

        return results.Unmatched.Any() || results.Total.Rule.Percent < results.Room.Goal ? 1 : 0;
    }
}
