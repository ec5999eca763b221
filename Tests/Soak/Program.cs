using System.Globalization;
using PodioOAuth.Functional.Soak;

const string Usage = """
    dotnet run -c Release --project Tests/Soak -- [--minutes 60] [--leak responses|abandoned|sources] [--out FOLDER]

    Works for as long as it is told, prints what grew, and writes soak.csv and soak.svg. Exit codes: 0 nothing grew, 1 something grew, 2 a
    wrong argument.
    """;

var (options, folder) = (new SoakOptions(), Path.Combine("artifacts", "soak"));
for (var i = 0; i < args.Length; i += 2)
{
    var value = i + 1 < args.Length ? args[i + 1] : "";
    switch (args[i])
    {
        case "--minutes" when double.TryParse(value, CultureInfo.InvariantCulture, out var minutes) && minutes > 0:
            options = options with { Length = TimeSpan.FromMinutes(minutes) };
            break;
        case "--leak" when Enum.TryParse<SeededLeak>(value, ignoreCase: true, out var leak):
            options = options with { Leak = leak };
            break;
        case "--out" when value.Length > 0:
            folder = value;
            break;
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}

var result = await SoakRun.RunAsync(options, Console.Error.WriteLine);
Directory.CreateDirectory(folder);
await File.WriteAllTextAsync(Path.Combine(folder, "soak.csv"), Report.Csv(result));
await File.WriteAllTextAsync(Path.Combine(folder, "soak.svg"), Report.Svg(result));
Console.WriteLine(Report.Text(result));
return result.Grows ? 1 : 0;
