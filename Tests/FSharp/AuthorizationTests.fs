module PodioOAuth.Functional.FSharp.Tests.AuthorizationTests

open Xunit
open FsCheck.FSharp
open FsCheck.Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.Serving
open PodioOAuth.Functional.FSharp.Tests.Sample

let private authorization =
    AuthorizationRequest("my-client", "https://app.example.com/cb", secret)

let private scope =
    PodioScope.Of [
        ScopeItem.User ScopePermission.Read
        ScopeItem.Space(ScopePermission.All, 42L)
    ]

[<Property(Arbitrary = [| typeof<PodioArbitraries> |])>]
let ``a scope is read back as it was written`` (scope: PodioScope) =
    PodioScope.parse (string scope) = Ok scope

[<Fact>]
let ``a scope of Podio's is a value, anything else is a field error`` () =
    PodioScope.parse "space_42:all user:read" |> shouldBe (Ok scope)
    PodioScope.parse null |> shouldBe (Ok PodioScope.All)

    PodioScope.parse "user:add hook:read"
    |> problemsOf
    |> shouldBe [
        FieldNames.Scope, FieldProblem.UnknownPermission
        FieldNames.Scope, FieldProblem.UnknownScope
    ]

    let org = PodioScope.Of [ ScopeItem.Org ScopePermission.Read ]
    PodioScope.All |> PodioScope.covers org |> shouldBe true
    org |> PodioScope.covers PodioScope.All |> shouldBe false

[<Fact>]
let ``toUri writes the address of Podio's page`` () =
    authorization |> AuthorizationRequest.scope |> shouldBe None
    let scoped = authorization |> AuthorizationRequest.withScope scope
    scoped |> AuthorizationRequest.scope |> shouldBe (Some scope)
    scoped |> AuthorizationRequest.validate |> shouldBe (Ok scoped)

    scoped
    |> AuthorizationRequest.toUri PodioEndpoint.Default
    |> Result.map _.AbsoluteUri
    |> shouldBe (
        Ok(
            "https://podio.com/oauth/authorize?client_id=my-client&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb"
            + $"&response_type=code&scope=user%%3Aread+space_42%%3Aall&state={secretText}"
        )
    )

[<Fact>]
let ``every field that is wrong is an Error`` () =
    let nothing = AuthorizationRequest(null, null, null)

    let expected = [
        FieldNames.ClientId, FieldProblem.Missing
        FieldNames.RedirectUri, FieldProblem.Missing
        FieldNames.State, FieldProblem.Missing
    ]

    AuthorizationRequest.validate nothing |> problemsOf |> shouldBe expected

    nothing
    |> AuthorizationRequest.toUri PodioEndpoint.Default
    |> problemsOf
    |> shouldBe expected

[<Property(Arbitrary = [| typeof<PodioArbitraries> |])>]
let ``what a server answers is read back`` (specimen: CallbackSpecimen) =
    match specimen.Callback |> AuthorizationCallback.toRedirect specimen.Request with
    | Ok address ->
        AuthorizationCallback.parseAddress specimen.Request.State address = specimen.Callback
        |> Prop.collect (specimen.Callback.GetType().Name)
    | Error error ->
        problemsOf (Error error) = [ FieldNames.Callback, FieldProblem.TooLong ]
        |> Prop.collect "too long"

[<Fact>]
let ``a code is granted only with the state`` () =
    match AuthorizationCallback.parse secret $"?code=c0de&state={secretText}" null with
    | AuthorizationCallback.GrantedCode code -> code.Reveal() |> shouldBe "c0de"
    | other -> failwith (AuthorizationCallback.describe other)

    AuthorizationCallback.parse secret "?code=c0de&state=other" null
    |> shouldBe AuthorizationCallback.Forged

    AuthorizationCallback.Forged
    |> AuthorizationCallback.toRedirect authorization
    |> problemsOf
    |> shouldBe [ FieldNames.Callback, FieldProblem.Unsupported ]
