using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>Generates scopes, valid authorization requests, and callbacks, each case equally often.</summary>
internal static class Authorizations
{
    internal static Gen<ScopeItem> Item { get; } =
        from permission in Gen.Elements(Enum.GetValues<ScopePermission>())
        from id in Gen.Frequency((1, Gen.Constant<long?>(null)), (1, Texts.AppId.Select(id => (long?)id)), (1, Gen.Elements<long?>(1, 2)))
        from area in Gen.Elements(Enum.GetValues<ScopeArea>())
        select ItemOf(area, permission, id);

    internal static Gen<PodioScope> Scope { get; } =
        from count in Gen.Choose(1, 5)
        from items in Item.ListOf(count)
        select PodioScope.Of(items);

    internal static Gen<AuthorizationResponseType> ResponseType { get; } = Gen.Elements(Enum.GetValues<AuthorizationResponseType>());

    internal static Gen<AuthorizationRequest> Request { get; } =
        from clientId in Texts.VsChar
        from redirectUri in Texts.RedirectUri
        from state in Texts.VsChar
        from responseType in ResponseType
        from scope in Scope.OrNull()
        select new AuthorizationRequest(clientId, redirectUri, state, responseType, scope);

    /// <summary>Callbacks that an authorization server can send: four of the cases.</summary>
    internal static Gen<AuthorizationCallback> Answer { get; } = Gen.OneOf(
        Texts.VsChar.Select(code => AuthorizationCallback.GrantedCode(new Secret(code))),
        Tokens.All.Select(AuthorizationCallback.GrantedToken),
        Gen.Constant(AuthorizationCallback.Denied),
        from code in Gen.Frequency(
            (2, Gen.Elements("invalid_request", "unauthorized_client", "invalid_scope", "server_error", "temporarily_unavailable")),
            (1, Texts.VsChar))
        from description in Texts.Unicode.OrNull()
        select AuthorizationCallback.Rejected(new ServerCode(code), description is null ? null : new ServerText(description)));

    /// <summary>All six cases, with hostile codes and messages.</summary>
    internal static Gen<AuthorizationCallback> Callback { get; } = Gen.Frequency(
        (4, Answer),
        (1, from code in Texts.Any
            from description in Texts.Any
            select AuthorizationCallback.Rejected(new ServerCode(code), new ServerText(description))),
        (1, Gen.Constant(AuthorizationCallback.Forged)),
        (1, from field in Gen.Elements(FieldNames.Code, FieldNames.State, FieldNames.Callback, "tenant")
            from problem in Gen.Elements(Enum.GetValues<FieldProblem>())
            from message in Texts.Any
            select AuthorizationCallback.Malformed(new FieldError(field, problem, message))));

    internal static IEnumerable<ScopeItem> Simpler(ScopeItem item) =>
    [
        .. item.Id is null ? [] : new[] { ItemOf(item.Area, item.Permission, id: null) },
        .. item.Permission == ScopePermission.Read ? [] : new[] { ItemOf(item.Area, ScopePermission.Read, item.Id) },
    ];

    internal static IEnumerable<PodioScope> Simpler(PodioScope scope) => scope.Items.Count == 1 ? [] : scope.Items
        .Select(left => PodioScope.Of(scope.Items.Where(item => item != left)));

    internal static IEnumerable<AuthorizationRequest> Simpler(AuthorizationRequest request) =>
    [
        .. request.Scope is null ? [] : new[] { request with { Scope = null } },
        .. request.Scope is null ? [] : Simpler(request.Scope).Select(scope => request with { Scope = scope }),
        .. Shrinks.OfValid(FieldNames.ClientId, request.ClientId).Select(text => request with { ClientId = text }),
        .. Shrinks.OfValid(FieldNames.RedirectUri, request.RedirectUri).Select(text => request with { RedirectUri = text }),
        .. Shrinks.OfValid(FieldNames.State, request.State.Reveal()).Select(text => request with { State = text }),
    ];

    internal static IEnumerable<AuthorizationCallback> Simpler(AuthorizationCallback answer) => answer.Match(
        grantedCode: granted =>
            Shrinks.OfValid(FieldNames.Code, granted.Code.Reveal()).Select(code => AuthorizationCallback.GrantedCode(new Secret(code))),
        grantedToken: granted => Tokens.Simpler(granted.Token).Select(AuthorizationCallback.GrantedToken),
        denied: _ => [],
        rejected: refused =>
        [
            .. refused.Description is null ? [] : new[] { AuthorizationCallback.Rejected(refused.Code) },
            .. Shrinks.OfValid(FieldNames.Error, refused.Code.Reveal())
                .Select(code => AuthorizationCallback.Rejected(new ServerCode(code), refused.Description)),
        ],
        forged: _ => [],
        malformed: malformed => Shrinks.Of(malformed.Error.Message)
            .Select(message => AuthorizationCallback.Malformed(malformed.Error with { Message = message })));

    private static ScopeItem ItemOf(ScopeArea area, ScopePermission permission, long? id) => area switch
    {
        ScopeArea.Global => ScopeItem.Global(permission),
        ScopeArea.User => ScopeItem.User(permission),
        ScopeArea.Org => ScopeItem.Org(permission, id),
        ScopeArea.Space => ScopeItem.Space(permission, id),
        _ => ScopeItem.App(permission, id),
    };
}
