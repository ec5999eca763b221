namespace PodioOAuth.Functional;

// SecondFactor = OneTimeCode  (code)
//              | RecoveryCode (code)

/// <summary>What a user of two-factor sign-in shows besides the password (PODIO 3.8). Closed and immutable, with value equality.</summary>
/// <remarks>The factories check nothing and take null: <see cref="SecondFactorRequest.Validate"/> names what is missing.</remarks>
public abstract record SecondFactor
{
    private protected SecondFactor()
    {
    }

    /// <summary>The code that the user's authenticator shows now.</summary>
    /// <param name="code">The code, without blanks.</param>
    public static SecondFactor OneTimeCode(Secret? code) => new OneTimeCodeFactor(code!);

    /// <summary>One of the codes that the user kept for a lost authenticator. Each is good for one use.</summary>
    /// <param name="code">The code.</param>
    public static SecondFactor RecoveryCode(Secret? code) => new RecoveryCodeFactor(code!);

    /// <summary>Runs the function of the case that this factor is. Complete: a new case would be a new parameter.</summary>
    public T Match<T>(Func<OneTimeCodeFactor, T> oneTimeCode, Func<RecoveryCodeFactor, T> recoveryCode) =>
        Dispatch(oneTimeCode, recoveryCode);

    private protected abstract T Dispatch<T>(Func<OneTimeCodeFactor, T> oneTimeCode, Func<RecoveryCodeFactor, T> recoveryCode);
}

/// <summary>The case of <see cref="SecondFactor.OneTimeCode"/>: the member <c>otp</c>.</summary>
/// <param name="Code">The code: VSCHAR.</param>
public sealed record OneTimeCodeFactor(Secret Code) : SecondFactor
{
    private protected override T Dispatch<T>(Func<OneTimeCodeFactor, T> oneTimeCode, Func<RecoveryCodeFactor, T> recoveryCode) =>
        oneTimeCode(this);
}

/// <summary>The case of <see cref="SecondFactor.RecoveryCode"/>: the member <c>recoveryCode</c>.</summary>
/// <param name="Code">The code: VSCHAR.</param>
public sealed record RecoveryCodeFactor(Secret Code) : SecondFactor
{
    private protected override T Dispatch<T>(Func<OneTimeCodeFactor, T> oneTimeCode, Func<RecoveryCodeFactor, T> recoveryCode) =>
        recoveryCode(this);
}
