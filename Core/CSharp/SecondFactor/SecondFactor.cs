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

    /// <summary>The fields of every case.</summary>
    internal static IEnumerable<Field> AllFields => [.. Field.Of<OneTimeCodeFactor>(), .. Field.Of<RecoveryCodeFactor>()];

    /// <summary>The code that the user's authenticator shows now.</summary>
    /// <param name="code">The code, without blanks.</param>
    public static SecondFactor OneTimeCode(Secret? code) => new OneTimeCodeFactor(code!);

    /// <summary>One of the codes that the user kept for a lost authenticator. Each is good for one use.</summary>
    /// <param name="code">The code.</param>
    public static SecondFactor RecoveryCode(Secret? code) => new RecoveryCodeFactor(code!);

    /// <summary>The name of the case, and what it holds that may be printed.</summary>
    public sealed override string ToString() => Printable.Record(GetType().Name, PrintMembers);

    /// <summary>Runs the function for the case that this factor is. Complete: a new case would be a new parameter.</summary>
    public T Match<T>(Func<OneTimeCodeFactor, T> oneTimeCode, Func<RecoveryCodeFactor, T> recoveryCode) =>
        Dispatch(new Cases<T>(oneTimeCode, recoveryCode));

    internal abstract void Send<TSink>(ref TSink sink)
        where TSink : struct, IFieldSink, allows ref struct;

    internal abstract IEnumerable<Secret> Secrets { get; }

    private protected abstract T Dispatch<T>(in Cases<T> on);

    private protected readonly record struct Cases<T>(Func<OneTimeCodeFactor, T> OneTimeCode, Func<RecoveryCodeFactor, T> RecoveryCode);
}

/// <summary>The case of <see cref="SecondFactor.OneTimeCode"/>: the member <c>otp</c>.</summary>
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

/// <summary>The case of <see cref="SecondFactor.RecoveryCode"/>: the member <c>recoveryCode</c>.</summary>
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

/// <summary>What Podio answers to a right password where the account has two-factor sign-in (PODIO 3.8): the request for a code.</summary>
/// <remarks>Found in <see cref="SecondFactorRequiredError"/>. It stands for a password that was right: keep it as you would keep
/// one.</remarks>
public sealed record SecondFactorChallenge : IHasFields<SecondFactorChallenge>
{
    private static readonly Field NonceField = new(FieldNames.Nonce, TextRule.UnicodeNoCrLf); // Podio's own text, sent back as it came.

    /// <summary>Wraps the nonce of a reply. Nothing is checked here.</summary>
    /// <param name="serverNonce">The <c>server_nonce</c>.</param>
    public SecondFactorChallenge(Secret serverNonce) => ServerNonce = serverNonce;

    /// <summary>The <c>server_nonce</c>, opaque. It goes back beside the code. A secret.</summary>
    public Secret ServerNonce { get; init; }

    /// <summary>The answer by the code of the user's authenticator.</summary>
    /// <param name="code">The code. It may be invalid, null included; <see cref="SecondFactorRequest.Validate"/> says so.</param>
    public SecondFactorRequest WithOneTimeCode(Secret? code) => new(this, SecondFactor.OneTimeCode(code));

    /// <summary>The answer by one of the user's recovery codes.</summary>
    /// <param name="code">The code. It may be invalid, null included; <see cref="SecondFactorRequest.Validate"/> says so.</param>
    public SecondFactorRequest WithRecoveryCode(Secret? code) => new(this, SecondFactor.RecoveryCode(code));

    static void IHasFields<SecondFactorChallenge>.Send<TSink>(SecondFactorChallenge? challenge, ref TSink sink) =>
        sink.Secret(NonceField, challenge?.ServerNonce);
}
