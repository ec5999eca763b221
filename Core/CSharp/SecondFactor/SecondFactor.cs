namespace PodioOAuth.Functional;

// SecondFactor = OneTimeCode  (code)
//              | RecoveryCode (code)

/// <summary>The code that a user with two-factor sign-in provides in addition to the password (PODIO 3.8). Closed and immutable, with value
/// equality.</summary>
/// <remarks>The factories check nothing and accept null: <see cref="SecondFactorRequest.Validate"/> reports what is missing.</remarks>
public abstract record SecondFactor
{
    private protected SecondFactor()
    {
    }

    /// <summary>The fields of every case.</summary>
    internal static IEnumerable<Field> AllFields => [.. Field.Of<OneTimeCodeFactor>(), .. Field.Of<RecoveryCodeFactor>()];

    /// <summary>Creates a factor from the code that the user's authenticator shows now.</summary>
    /// <param name="code">The code, without spaces.</param>
    public static SecondFactor OneTimeCode(Secret? code) => new OneTimeCodeFactor(code!);

    /// <summary>Creates a factor from one of the recovery codes that the user kept for a lost authenticator. Each can be used
    /// once.</summary>
    public static SecondFactor RecoveryCode(Secret? code) => new RecoveryCodeFactor(code!);

    /// <summary>Returns the name of the case and its printable values.</summary>
    public sealed override string ToString() => Printable.Record(GetType().Name, PrintMembers);

    /// <summary>Calls the function for this factor's case. Exhaustive: a new case would add a parameter.</summary>
    public T Match<T>(Func<OneTimeCodeFactor, T> oneTimeCode, Func<RecoveryCodeFactor, T> recoveryCode) =>
        Dispatch(new Cases<T>(oneTimeCode, recoveryCode));

    internal abstract void Send<TSink>(ref TSink sink)
        where TSink : struct, IFieldSink, allows ref struct;

    internal abstract IEnumerable<Secret> Secrets { get; }

    private protected abstract T Dispatch<T>(in Cases<T> on);

    private protected readonly record struct Cases<T>(Func<OneTimeCodeFactor, T> OneTimeCode, Func<RecoveryCodeFactor, T> RecoveryCode);
}

/// <summary>A one-time code: the member <c>otp</c>.</summary>
public sealed record OneTimeCodeFactor : SecondFactor, IHasFields<OneTimeCodeFactor>
{
    internal OneTimeCodeFactor(Secret code) => Code = code;

    /// <summary>The code: VSCHAR.</summary>
    public Secret Code { get; init; }

    private static readonly Field CodeField = new(FieldNames.OneTimeCode, TextRule.VsChar);

    internal override IEnumerable<Secret> Secrets => Field.SecretsOf(this);

    internal override void Send<TSink>(ref TSink sink) => Field.Send(this, ref sink);

    static void IHasFields<OneTimeCodeFactor>.Send<TSink>(OneTimeCodeFactor? factor, ref TSink sink) =>
        sink.Secret(CodeField, factor?.Code);

    private protected override T Dispatch<T>(in Cases<T> on) => on.OneTimeCode(this);
}

/// <summary>A recovery code: the member <c>recoveryCode</c>.</summary>
public sealed record RecoveryCodeFactor : SecondFactor, IHasFields<RecoveryCodeFactor>
{
    internal RecoveryCodeFactor(Secret code) => Code = code;

    /// <summary>The code: VSCHAR.</summary>
    public Secret Code { get; init; }

    private static readonly Field CodeField = new(FieldNames.RecoveryCode, TextRule.VsChar);

    internal override IEnumerable<Secret> Secrets => Field.SecretsOf(this);

    internal override void Send<TSink>(ref TSink sink) => Field.Send(this, ref sink);

    static void IHasFields<RecoveryCodeFactor>.Send<TSink>(RecoveryCodeFactor? factor, ref TSink sink) =>
        sink.Secret(CodeField, factor?.Code);

    private protected override T Dispatch<T>(in Cases<T> on) => on.RecoveryCode(this);
}

/// <summary>Podio's reply to a correct password if the account has two-factor sign-in (PODIO 3.8): it asks for a code.</summary>
/// <remarks>Part of <see cref="SecondFactorRequiredError"/>. It stands for a correct password: protect it like one.</remarks>
public sealed record SecondFactorChallenge : IHasFields<SecondFactorChallenge>
{
    private static readonly Field NonceField = new(FieldNames.Nonce, TextRule.UnicodeNoCrLf); // Podio's own text, returned unchanged.

    /// <summary>Wraps the nonce of a reply without checking it.</summary>
    public SecondFactorChallenge(Secret serverNonce) => ServerNonce = serverNonce;

    /// <summary>The <c>server_nonce</c>, an opaque secret. It is sent back together with the code.</summary>
    public Secret ServerNonce { get; init; }

    /// <summary>Returns the request that answers the challenge with the code of the user's authenticator.</summary>
    /// <param name="code">The code. It can be invalid or null; <see cref="SecondFactorRequest.Validate"/> reports that.</param>
    public SecondFactorRequest WithOneTimeCode(Secret? code) => new(this, SecondFactor.OneTimeCode(code));

    /// <summary>Returns the request that answers the challenge with one of the user's recovery codes.</summary>
    /// <param name="code">The code. It can be invalid or null; <see cref="SecondFactorRequest.Validate"/> reports that.</param>
    public SecondFactorRequest WithRecoveryCode(Secret? code) => new(this, SecondFactor.RecoveryCode(code));

    /// <summary>Whether a nonce that isn't empty can be sent back.</summary>
    internal static bool CanBeAnswered(string nonce) => TextProblem.Find(nonce, NonceField.Rule) is null;

    static void IHasFields<SecondFactorChallenge>.Send<TSink>(SecondFactorChallenge? challenge, ref TSink sink) =>
        sink.Secret(NonceField, challenge?.ServerNonce);
}
