namespace PodioOAuth.Functional.Guards.Tests.Mutation;

/// <summary>A product of one line, as it would be mutated.</summary>
internal static class Mutated
{
    internal const int Noticed = 0, Unnoticed = 1, Endless = 2, Fatal = 3, OnlyOnce = 4, Unreached = 5;

    private static readonly int One = MutantControl.IsActive(OnlyOnce) ? 2 : 1;

    internal static int Next(int number)
    {
        if (MutantControl.IsActive(Fatal))
        {
            Environment.Exit(3);
        }

        if (MutantControl.IsActive(Endless))
        {
            Thread.CurrentThread.Join(); // Itself: for ever.
        }

        return MutantControl.IsActive(Noticed) ? number - One : MutantControl.IsActive(Unnoticed) ? One + number : number + One;
    }
}

/// <summary>Its test, which workers run with its mutants.</summary>
public sealed class MutatedTests
{
    [Fact]
    public void The_next_of_1_is_2() => Assert.Equal(2, Mutated.Next(1));
}
