using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>What a schedule does next.</summary>
internal enum Act
{
    /// <summary>One of the waiting steps goes on.</summary>
    Step,

    /// <summary>Somebody asks for a token.</summary>
    Call,

    /// <summary>One of those who wait gives up.</summary>
    Cancel,

    /// <summary>Time passes.</summary>
    Advance,

    /// <summary>The clock is set back.</summary>
    Refuse,

    /// <summary>Podio ends every grant.</summary>
    Revoke,

    /// <summary>Something goes wrong with the next request.</summary>
    Arm,

    /// <summary>The next write of the store fails.</summary>
    FailWrite,

    /// <summary>The process dies, and another begins.</summary>
    Crash,
}

/// <summary>One act, with a number to choose by.</summary>
internal sealed record Operation(Act Act, int Choice)
{
    public override string ToString() => $"{Act} {Choice}";

    internal static Gen<Operation> Generator { get; } = Gen.Frequency(
        (40, Gen.Constant(Act.Step)), (16, Gen.Constant(Act.Call)), (4, Gen.Constant(Act.Cancel)), (10, Gen.Constant(Act.Advance)),
        (3, Gen.Constant(Act.Refuse)), (1, Gen.Constant(Act.Revoke)), (4, Gen.Constant(Act.Arm)), (2, Gen.Constant(Act.FailWrite)),
        (2, Gen.Constant(Act.Crash))).SelectMany(act => Gen.Choose(0, 999).Select(choice => new Operation(act, choice)));
}
