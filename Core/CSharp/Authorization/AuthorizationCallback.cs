using LanguageExt;

namespace PodioOAuth.Functional;

// AuthorizationCallback = GrantedCode (code) | GrantedToken (token) | Denied | Rejected (code × description?)
//                       | Forged | Malformed (field error)
// Parse      : state × query × fragment         → AuthorizationCallback      total: any two texts
// ToRedirect : AuthorizationCallback × URI × …  → Either<OAuthError, string> Parse reads it back

/// <summary>What came back from the authorize page (RFC 6749 §4.1.2, §4.2.2; PODIO 1.10, 1.11). Closed: six cases, each a record of the
/// case's name with <c>Callback</c> after it.</summary>
/// <remarks>Immutable, with value equality. No case prints a secret, the state or prose of the server's.</remarks>
public abstract record AuthorizationCallback
{
    /// <summary>The state that a server sends back: the client's own text, as it came.</summary>
    internal static readonly Field StateField = new(FieldNames.State, TextRule.AnyUnicode);

    private protected AuthorizationCallback()
    {
    }

    private static FieldSet Known(IEnumerable<Field> ofToken) => new(
        [.. Field.Of<GrantedCodeCallback>(), .. ofToken, .. Field.Of<DeniedCallback>(), .. Field.Of<RejectedCallback>(), StateField]);

    /// <summary>The parameters that the reader knows in a fragment.</summary>
    internal static FieldSet KnownFields { get; } = Known(Field.Of<GrantedTokenCallback>());

    /// <summary>The parameters that the reader knows in a query. A token belongs in the fragment, so its labels are none of them: a
    /// redirect URI may have such a name in its own query. The token itself is one, to say that it is misplaced.</summary>
    internal static FieldSet KnownInQuery { get; } =
        Known(Field.Of<GrantedTokenCallback>().Where(field => !field.IsLabel));

    /// <summary>The user agreed, and here is the code for it (PODIO 1.10).</summary>
    /// <param name="code">The code. Good for one use.</param>
    /// <exception cref="ArgumentNullException"><paramref name="code"/> is null.</exception>
    public static AuthorizationCallback GrantedCode(Secret code) =>
        new GrantedCodeCallback(code ?? throw new ArgumentNullException(nameof(code)));

    /// <summary>The user agreed, and here is the token (PODIO 1.11).</summary>
    /// <param name="token">The token. Its reference is left behind: this flow has none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="token"/> is null.</exception>
    public static AuthorizationCallback GrantedToken(Token token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new GrantedTokenCallback(token with { Reference = TokenReference.None });
    }

    /// <summary>The user did not agree: <c>error=access_denied</c> (PODIO 1.10).</summary>
    public static AuthorizationCallback Denied { get; } = new DeniedCallback();

    /// <summary>Podio rejected the request itself (RFC 6749 §4.1.2.1).</summary>
    /// <param name="code">The <c>error</c> parameter. <c>access_denied</c> gives <see cref="Denied"/>.</param>
    /// <param name="description">The <c>error_description</c> parameter, or null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="code"/> is null.</exception>
    public static AuthorizationCallback Rejected(ServerCode code, ServerText? description = null)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Is(DeniedCallback.Code) ? Denied : new RejectedCallback(code, description);
    }

    /// <summary>The state is missing or another: not the answer to this request, so nothing in it is believed (RFC 6749 §10.12, PODIO
    /// 7.14).</summary>
    public static AuthorizationCallback Forged { get; } = new ForgedCallback();

    /// <summary>What came back cannot be read, or contradicts itself.</summary>
    /// <param name="error">Where, and what is wrong there.</param>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is null.</exception>
    public static AuthorizationCallback Malformed(FieldError error) =>
        new MalformedCallback(error ?? throw new ArgumentNullException(nameof(error)));

    /// <summary>Reads what came back. Total and pure; never throws whatever the texts are.</summary>
    /// <remarks>
    /// <para>In this order: what cannot be read, or says something twice, is <see cref="Malformed"/>; without the state that was sent it is
    /// <see cref="Forged"/>, be it a grant or a denial; only then the rest is looked at.</para>
    /// <para>Strict: a malformed escape or bytes that are not UTF-8 in a code, token, error or state, one of these twice (PODIO 1.12),
    /// known parameters in both query and fragment, two answers at once, a code outside the query or a token outside the fragment, codes
    /// and tokens beyond VSCHAR or 16,384 characters, a token type other than bearer, more than 64 KiB in all. Tolerant: a parameter
    /// without a value counts as omitted, unknown ones are skipped, and the labels (lifetime, scope, type, the prose of an error) are read
    /// as in <see cref="TokenReply.Parse"/>: one that cannot be read is absent, and equal ones are one.</para>
    /// <para>States are compared as <see cref="Secret"/>s: in constant time.</para>
    /// </remarks>
    /// <param name="expectedState">The state that was sent, from the user's own session. An empty one matches nothing.</param>
    /// <param name="query">The query, with or without its <c>?</c>; null for none.</param>
    /// <param name="fragment">The fragment, with or without its <c>#</c>; null for none, as a server always has it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="expectedState"/> is null.</exception>
    public static AuthorizationCallback Parse(Secret expectedState, string? query, string? fragment)
    {
        ArgumentNullException.ThrowIfNull(expectedState);
        return CallbackReader.Read(expectedState, query, fragment);
    }

    /// <summary>Reads a whole address, such as a user copies from the browser: its query and fragment. Total and pure.</summary>
    /// <param name="expectedState">The state that was sent. An empty one matches nothing.</param>
    /// <param name="address">The address; blanks around it do not count. Scheme, host and path are not looked at: the state tells whether
    /// it belongs here.</param>
    /// <exception cref="ArgumentNullException"><paramref name="expectedState"/> is null.</exception>
    public static AuthorizationCallback ParseAddress(Secret expectedState, string? address)
    {
        ArgumentNullException.ThrowIfNull(expectedState);
        return CallbackReader.ReadAddress(expectedState, address);
    }

    /// <summary>What an authorization server sends the browser back to: the redirect URI with this answer in it.</summary>
    /// <remarks>
    /// <para>A code goes into the query, a token into the fragment, a denial or a refusal where the response type says. A denial is written
    /// as Podio writes it (PODIO 1.10). Last comes the state. <see cref="ParseAddress"/> reads back an equal value, if the lifetime is of
    /// whole seconds, no text is empty and the redirect URI has no parameter of these names.</para>
    /// <para>The address holds the code or the token: it goes to the browser, not to a log.</para>
    /// </remarks>
    /// <param name="redirectUri">The redirect URI of the request, valid by RFC 6749 §3.1.2. Whether it is the client's is the server's to
    /// check.</param>
    /// <param name="state">The state of the request, back as it came whatever is in it (RFC 6749 §4.1.2); null where it had none.</param>
    /// <param name="responseType">The response type of the request.</param>
    /// <returns>The address, of at most 64 KiB; or every field that is invalid. <see cref="Forged"/> and <see cref="Malformed"/> are
    /// not something that a server can answer.</returns>
    public Either<OAuthError, string> ToRedirect(
        string? redirectUri, Secret? state, AuthorizationResponseType responseType = AuthorizationResponseType.Code) =>
        CallbackWriter.Write(this, redirectUri, state, responseType);

    /// <summary>The name of the case, and what it holds that may be printed.</summary>
    public sealed override string ToString() => Printable.Record(GetType().Name, PrintMembers);

    /// <summary>Runs the function for the case that this callback is. Complete: a new case would be a new parameter.</summary>
    public T Match<T>(
        Func<GrantedCodeCallback, T> grantedCode,
        Func<GrantedTokenCallback, T> grantedToken,
        Func<DeniedCallback, T> denied,
        Func<RejectedCallback, T> rejected,
        Func<ForgedCallback, T> forged,
        Func<MalformedCallback, T> malformed) => Dispatch(new Cases<T>(grantedCode, grantedToken, denied, rejected, forged, malformed));

    /// <summary>What came back, in an English sentence or two for a person. No secret, no server prose, no line break.</summary>
    public string Describe() => Sentence;

    internal abstract string Sentence { get; }

    /// <summary>Sends the parameters of this answer, in the order of PODIO 1.10 and 1.11. A case that no server answers sends
    /// none.</summary>
    internal virtual void Send<TSink>(ref TSink sink)
        where TSink : struct, IFieldSink, allows ref struct
    {
    }

    /// <summary>Why a server cannot answer this; null where it can.</summary>
    internal virtual FieldError? Unanswerable => null;

    /// <summary>Whether the answer belongs in the fragment of the redirect URI; null where the response type decides.</summary>
    internal virtual bool? IsInFragment => null;

    private protected abstract T Dispatch<T>(in Cases<T> on);

    private protected readonly record struct Cases<T>(
        Func<GrantedCodeCallback, T> GrantedCode,
        Func<GrantedTokenCallback, T> GrantedToken,
        Func<DeniedCallback, T> Denied,
        Func<RejectedCallback, T> Rejected,
        Func<ForgedCallback, T> Forged,
        Func<MalformedCallback, T> Malformed);
}
