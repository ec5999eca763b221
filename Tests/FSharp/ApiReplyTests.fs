module PodioOAuth.Functional.FSharp.Tests.ApiReplyTests

open System.Text
open PodioOAuth.Functional
open Xunit

let private reply (status: int) (body: string) =
    HttpReply(status, "application/json", Encoding.UTF8.GetBytes body)

[<Fact>]
let ``A refused token, a refused user and a success are told apart`` () =
    let refused =
        reply 401 """{"error":"unauthorized","error_description":"expired_token"}"""

    let forbidden = reply 403 """{"error":"forbidden"}"""

    Assert.True(ApiReply.errorOf refused |> Option.exists ApiReply.isTokenRefused)
    Assert.False(ApiReply.errorOf forbidden |> Option.exists ApiReply.isTokenRefused)
    Assert.True((ApiReply.errorOf (reply 204 "")).IsNone)

[<Fact>]
let ``A scope is read, or named as what it is not`` () =
    Assert.Equal(Ok "global:all", ApiReply.parseScope (reply 200 """{"scope":"global:all"}"""))

    Assert.Equal(Ok "", ApiReply.parseScope (reply 200 "{}"))

    match ApiReply.parseScope (reply 200 "[]") with
    | Error(MalformedReply _) -> ()
    | other -> failwith $"%A{other}"
