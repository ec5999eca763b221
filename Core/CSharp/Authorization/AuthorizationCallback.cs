using LanguageExt;

namespace PodioOAuth.Functional;

// AuthorizationCallback = GrantedCode (code) | GrantedToken (token) | Denied | Rejected (code × description?)
//                       | Forged | Malformed (field error)
// Parse      : state × query × fragment         → AuthorizationCallback      total: any two texts
// ToRedirect : AuthorizationCallback × URI × …  → Either<OAuthError, string> Parse reads it back

/// <summary>The result of the authorize step, as the browser brings it back (RFC 6749 §4.1.2, §4.2.2; PODIO 1.10, 1.11). Closed: six cases,
/// each a record named after the case with the suffix <c>Callback</c>.</summary>
/// <remarks>Immutable, with value equality. No case prints a secret, the state or text that the server wrote.</remarks>
public abstract record AuthorizationCallback
{
    /// <summary>The state that a server returns: the client's own text, unchanged.</summary>
    internal static readonly Field StateField = new(FieldNames.State, TextRule.AnyUnicode);

    private protected AuthorizationCallback()
    {
    }

    private static FieldSet Known(IEnumerable<Field> ofToken) => new(
        [.. Field.Of<GrantedCodeCallback>(), .. ofToken, .. Field.Of<DeniedCallback>(), .. Field.Of<RejectedCallback>(), StateField]);

    /// <summary>The parameters that the reader recognizes in a fragment.</summary>
    internal static FieldSet KnownFields { get; } = Known(Field.Of<GrantedTokenCallback>());

    /// <summary>The parameters that the reader recognizes in a query. A token belongs in the fragment, so its labels aren't among them: the
    /// redirect URI's own query may use such a name. The token itself is listed so that a misplaced one is reported.</summary>
    internal static FieldSet KnownInQuery { get; } =
        Known(Field.Of<GrantedTokenCallback>().Where(field => !field.IsLabel));

    /// <summary>Creates a callback with an authorization code: the user agreed (PODIO 1.10).</summary>
    /// <param name="code">The code. It can be used once.</param>
    public static AuthorizationCallback GrantedCode(Secret code) =>
        new GrantedCodeCallback(code ?? throw new ArgumentNullException(nameof(code)));

    /// <summary>Creates a callback with a token: the user agreed (PODIO 1.11).</summary>
    /// <param name="token">The token. Its reference is dropped, because this flow has none.</param>
    public static AuthorizationCallback GrantedToken(Token token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new GrantedTokenCallback(token with { Reference = TokenReference.None });
    }

    /// <summary>The callback of a user who denied access: <c>error=access_denied</c> (PODIO 1.10).</summary>
    public static AuthorizationCallback Denied { get; } = new DeniedCallback();

    /// <summary>Creates a callback in which Podio rejected the request itself (RFC 6749 §4.1.2.1).</summary>
    /// <param name="code">The <c>error</c> parameter. <c>access_denied</c> gives <see cref="Denied"/>.</param>
    /// <param name="description">The <c>error_description</c> parameter, or null.</param>
    public static AuthorizationCallback Rejected(ServerCode code, ServerText? description = null)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Is(DeniedCallback.Code) ? Denied : new RejectedCallback(code, description);
    }

    /// <summary>The callback whose state is missing or different. It doesn't answer this request, so nothing in it is trusted (RFC 6749
    /// §10.12, PODIO 7.14).</summary>
    public static AuthorizationCallback Forged { get; } = new ForgedCallback();

    /// <summary>Creates a callback that can't be read or that contradicts itself.</summary>
    /// <param name="error">The parameter and the problem.</param>
    public static AuthorizationCallback Malformed(FieldError error) =>
        new MalformedCallback(error ?? throw new ArgumentNullException(nameof(error)));

    /// <summary>Parses the query and fragment that came back. Pure; never throws for any input text.</summary>
    /// <remarks>
    /// <para>The checks run in this order: unreadable or duplicate parameters give <see cref="Malformed"/>; a missing or different state
    /// gives <see cref="Forged"/>, for a grant and a denial alike; only then is the rest examined.</para>
    /// <para>Strict, and refused: a malformed escape or invalid UTF-8 in a code, token, error or state, one of these sent twice (PODIO
    /// 1.12), known parameters in both query and fragment, two answers at once, a code outside the query or a token outside the fragment,
    /// codes and tokens beyond VSCHAR or 16,384 characters, a token type other than bearer, more than 64 KiB in all. Tolerant: a parameter
    /// without a value counts as omitted, unknown ones are ignored, and the labels (lifetime, scope, type, an error's description) are read
    /// as in <see cref="TokenReply.Parse"/>: an unreadable one counts as absent, and equal duplicates count once.</para>
    /// <para>States are compared in constant time, as <see cref="Secret"/>s are.</para>
    /// </remarks>
    /// <param name="expectedState">The state that was sent, taken from the user's own session. An empty state matches nothing.</param>
    /// <param name="query">The query, with or without its <c>?</c>; null for none.</param>
    /// <param name="fragment">The fragment, with or without its <c>#</c>; null for none. A server never receives one.</param>
    public static AuthorizationCallback Parse(Secret expectedState, string? query, string? fragment)
    {
        ArgumentNullException.ThrowIfNull(expectedState);
        return CallbackReader.Read(expectedState, query, fragment);
    }

    /// <summary>Parses a complete address, such as one that a user copies from the browser: its query and fragment. Pure; never throws for
    /// any input text.</summary>
    /// <param name="expectedState">The state that was sent. An empty state matches nothing.</param>
    /// <param name="address">The address. Surrounding white space is ignored, and so are scheme, host and path: the state decides whether
    /// it belongs to this request.</param>
    public static AuthorizationCallback ParseAddress(Secret expectedState, string? address)
    {
        ArgumentNullException.ThrowIfNull(expectedState);
        return CallbackReader.ReadAddress(expectedState, address);
    }

    /// <summary>Returns the address that an authorization server redirects the browser to: the redirect URI with this result in
    /// it.</summary>
    /// <remarks>
    /// <para>A code goes into the query, a token into the fragment, and a denial or rejection where the response type requires. A denial is
    /// written as Podio writes it (PODIO 1.10). The state comes last. <see cref="ParseAddress"/> reads back an equal value if the lifetime
    /// is in whole seconds, no text is empty and the redirect URI has no parameter with one of these names.</para>
    /// <para>The address contains the code or the token: send it to the browser, and don't log it.</para>
    /// </remarks>
    /// <param name="redirectUri">The redirect URI of the request, valid by RFC 6749 §3.1.2. The server must check that it belongs to the
    /// client.</param>
    /// <param name="state">The state of the request, returned unchanged whatever it contains (RFC 6749 §4.1.2); null if it had
    /// none.</param>
    /// <param name="responseType">The response type of the request.</param>
    /// <returns>The address, at most 64 KiB long; or every invalid field. A server can't answer with <see cref="Forged"/> or
    /// <see cref="Malformed"/>.</returns>
    public Either<OAuthError, string> ToRedirect(
        string? redirectUri, Secret? state, AuthorizationResponseType responseType = AuthorizationResponseType.Code) =>
        CallbackWriter.Write(this, redirectUri, state, responseType);

    /// <summary>Returns the name of the case and its printable values.</summary>
    public sealed override string ToString() => Printable.Record(GetType().Name, PrintMembers);

    /// <summary>Calls the function for this callback's case. Exhaustive: a new case would add a parameter.</summary>
    public T Match<T>(
        Func<GrantedCodeCallback, T> grantedCode,
        Func<GrantedTokenCallback, T> grantedToken,
        Func<DeniedCallback, T> denied,
        Func<RejectedCallback, T> rejected,
        Func<ForgedCallback, T> forged,
        Func<MalformedCallback, T> malformed) => Dispatch(new Cases<T>(grantedCode, grantedToken, denied, rejected, forged, malformed));

    /// <summary>Returns a sentence or two in English that describe the result. Contains no secret, no text that the server wrote and no
    /// line break.</summary>
    public string Describe() => Sentence;

    internal abstract string Sentence { get; }

    /// <summary>Writes the parameters of this result in the order of PODIO 1.10 and 1.11. A case that a server can't answer with writes
    /// none.</summary>
    internal virtual void Send<TSink>(ref TSink sink)
        where TSink : struct, IFieldSink, allows ref struct
    {
    }

    /// <summary>Why a server can't answer with this; null if it can.</summary>
    internal virtual FieldError? Unanswerable => null;

    /// <summary>Whether the result belongs in the fragment of the redirect URI; null if the response type decides.</summary>
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
