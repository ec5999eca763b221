namespace PodioOAuth.Functional.Core.Tests.Authorization;

/// <summary>What a server writes is read back, anything else is read to something, and without the state nothing is granted.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 1000)]
public sealed class CallbackProperties
{
    [Property]
    public Property A_callback_round_trips(CallbackSpecimen specimen) => WriteAndRead(specimen, specimen.Request.State).Match(
        Right: read => read == specimen.Callback,
        Left: error => error is InvalidInputError { Fields: [{ Field: FieldNames.Callback, Problem: FieldProblem.TooLong }] })
        .Collect(specimen.Callback.GetType().Name);

    [Property]
    public bool A_callback_with_another_state_is_forged(CallbackSpecimen specimen, Secret state) => WriteAndRead(specimen, state).Match(
        Right: read => read == (state == specimen.Request.State ? specimen.Callback : AuthorizationCallback.Forged),
        Left: error => error is InvalidInputError);

    [Property]
    public bool A_callback_without_a_state_is_forged_even_if_it_is_a_denial(CallbackSpecimen specimen) =>
        specimen.Callback.ToRedirect(specimen.Request.RedirectUri, state: null, specimen.Request.ResponseType).Match(
            Right: address => AuthorizationCallback.ParseAddress(specimen.Request.State, address) == AuthorizationCallback.Forged,
            Left: error => error is InvalidInputError);

    [Property]
    public bool Query_and_fragment_by_themselves_are_read_as_the_address_is(CallbackSpecimen specimen) =>
        specimen.Callback.ToRedirect(specimen.Request.RedirectUri, specimen.Request.State, specimen.Request.ResponseType).Match(
            Right: address =>
            {
                var parts = address.Split('#');
                var query = parts[0].Contains('?', StringComparison.Ordinal)
                    ? parts[0][(parts[0].IndexOf('?', StringComparison.Ordinal) + 1)..]
                    : null;
                return AuthorizationCallback.Parse(specimen.Request.State, query, parts.ElementAtOrDefault(1))
                    == AuthorizationCallback.ParseAddress(specimen.Request.State, address);
            },
            Left: error => error is InvalidInputError);

    [Property]
    public bool Independent_readers_see_the_code_and_the_state(Secret code, Specimen<AuthorizationRequest> specimen)
    {
        var request = specimen.Value with { RedirectUri = "https://app.example.com/cb" };
        return AuthorizationCallback.GrantedCode(code).ToRedirect(request.RedirectUri, request.State).Match(
            Right: address => IndependentReader.ReadQuery(address).All(
                seen => seen.SequenceEqual([("code", code.Reveal()), ("state", request.State.Reveal())])),
            Left: error => error is InvalidInputError);
    }

    [Property(MaxTest = 3000)]
    public Property Parse_is_total_and_grants_nothing_without_the_state(HostileText state, HostileText query, HostileText fragment)
    {
        var callback = AuthorizationCallback.Parse(new Secret(state.Value), query.Value, fragment.Value);
        _ = AuthorizationCallback.ParseAddress(new Secret(state.Value), query.Value + "#" + fragment.Value).Describe();
        return (callback is ForgedCallback or MalformedCallback && IsOneLine(callback)) // No hostile text sends its own state back.
            .Collect(callback.GetType().Name);
    }

    [Property(MaxTest = 3000)]
    public Property Only_an_equal_state_grants_whatever_stands_around_it(
        CallbackSpecimen specimen, HostileText noise, NonNegativeInt place, bool isDoubled)
    {
        var expected = specimen.Request.State;
        var address = specimen.Callback.ToRedirect(specimen.Request.RedirectUri, expected, specimen.Request.ResponseType)
            .Match(Right: text => text, Left: _ => "");
        var at = place.Get % (address.Length + 1);
        var mangled = isDoubled ? address[..at] + address[at..] + address[at..] : address[..at] + noise.Value + address[at..];
        var callback = AuthorizationCallback.ParseAddress(expected, mangled);
        return (IsOneLine(callback) && (callback is ForgedCallback or MalformedCallback || SeesState(mangled, expected.Reveal())))
            .Collect(callback.GetType().Name);
    }

    [Property]
    public bool A_callback_prints_one_line(AuthorizationCallback callback) => IsOneLine(callback);

    // The framework's own reader finds the state exactly once, in one of the two parts.
    private static bool SeesState(string address, string state)
    {
        var parts = address.Trim().Split('#', 2);
        return parts.Select((part, i) => i == 0 ? part[(part.IndexOf('?', StringComparison.Ordinal) + 1)..] : part)
            .SelectMany(part => System.Web.HttpUtility.ParseQueryString(part).GetValues("state") ?? [])
            .SequenceEqual([state]);
    }

    private static LanguageExt.Either<OAuthError, AuthorizationCallback> WriteAndRead(CallbackSpecimen specimen, Secret expected) =>
        specimen.Callback.ToRedirect(specimen.Request.RedirectUri, specimen.Request.State, specimen.Request.ResponseType)
            .Map(address => AuthorizationCallback.ParseAddress(expected, address));

    private static bool IsOneLine(AuthorizationCallback callback) =>
        $"{callback}{callback.Describe()}" is { Length: > 0 } text && !text.Any(char.IsControl);
}
