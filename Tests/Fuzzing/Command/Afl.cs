namespace PodioOAuth.Functional.Fuzzing;

/// <summary>Runs one target under <c>afl-fuzz</c>, which started this process.</summary>
internal static class Afl
{
    internal static void Run(FuzzTarget target) => SharpFuzz.Fuzzer.Run(stream =>
    {
        using var input = new MemoryStream();
        stream.CopyTo(input);
        if (Judge.Run(target, input.ToArray(), Limits.Default, suspicious: Limits.Default.Time).Wrong is { } wrong)
        {
            throw new BrokenLawException(wrong);
        }
    });
}
