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
    SetBack,

    /// <summary>A call refuses the token that was handed out last.</summary>
    Refuse,

    /// <summary>Podio ends every grant.</summary>
    Revoke,

    /// <summary>Something goes wrong with the next request.</summary>
    Arm,

    /// <summary>The next write of the store fails.</summary>
    FailWrite,

    /// <summary>The next reading of the store fails.</summary>
    FailRead,

    /// <summary>The next attempt at a lock runs out of time.</summary>
    FailLock,

    /// <summary>The next write of the store is canceled by the store itself.</summary>
    CancelWrite,

    /// <summary>The entry is evicted.</summary>
    Evict,

    /// <summary>The machine sleeps: the wall clock goes on, and no timer does.</summary>
    Sleep,

    /// <summary>The process dies, and another begins.</summary>
    Crash,

    /// <summary>A person signs in: with a good code, one that another client has used, or an unknown one.</summary>
    SignIn,

    /// <summary>One of the codes that came last is delivered once more.</summary>
    Redeliver,

    /// <summary>A login of another client's is restored: a new one, one without a refresh token, or an older one.</summary>
    Restore,

    /// <summary>The person signs out.</summary>
    SignOut,

    /// <summary>Another process ends the login, by the store alone.</summary>
    Forget,

    /// <summary>Another process renews the login.</summary>
    RenewElsewhere,

    /// <summary>The source is disposed, and another one begins in its place.</summary>
    Dispose,
}

/// <summary>One act, with a number to choose by.</summary>
internal sealed record Operation(Act Act, int Choice)
{
    public override string ToString() => $"{Act} {Choice}";

    /// <summary>What may come upon an app.</summary>
    internal static Gen<Operation> OfApp { get; } = Of(Common);

    /// <summary>What may come upon a person's login.</summary>
    internal static Gen<Operation> OfPerson { get; } = Of(
        [.. Common, (4, Act.SignIn), (2, Act.Redeliver), (2, Act.Restore), (1, Act.SignOut), (1, Act.Forget)]);

    /// <summary>What may come upon a person's login while Podio is asked for nothing, in little time.</summary>
    internal static Gen<Operation> OfPause { get; } = Of(
        (20, Act.Step), (8, Act.Call), (6, Act.Advance), (3, Act.RenewElsewhere), (1, Act.SetBack), (1, Act.Refuse), (2, Act.SignIn),
        (1, Act.SignOut), (1, Act.Forget), (1, Act.Restore), (1, Act.Arm), (1, Act.Dispose))
        .Select(act => act.Act == Act.Advance ? act with { Choice = Math.Max(0, (act.Choice % 6) - 2) } : act);

    private static (int Weight, Act Act)[] Common =>
    [
        (40, Act.Step), (16, Act.Call), (4, Act.Cancel), (10, Act.Advance), (3, Act.SetBack), (3, Act.Refuse), (1, Act.Revoke),
        (4, Act.Arm),
        (2, Act.FailWrite), (1, Act.FailRead), (1, Act.FailLock),
        (1, Act.CancelWrite), (1, Act.Evict), (2, Act.Sleep), (2, Act.Crash), (2, Act.RenewElsewhere), (2, Act.Dispose),
    ];

    private static Gen<Operation> Of(params (int Weight, Act Act)[] acts) =>
        Gen.Frequency([.. acts.Select(act => (act.Weight, Gen.Constant(act.Act)))])
            .SelectMany(act => Gen.Choose(0, 999).Select(choice => new Operation(act, choice)));
}
