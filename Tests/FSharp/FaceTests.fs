/// Laws about the face as a whole, read from the assemblies themselves.
module PodioOAuth.Functional.FSharp.Tests.FaceTests

open System
open System.IO
open System.Reflection
open System.Xml.Linq
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.FromCSharp
open PodioOAuth.Functional.FSharp.Tests.Sample

let private core = typeof<Token>.Assembly

let private modules =
    Assembly.Load("PodioOAuth.Functional.FSharp").GetExportedTypes()

let private declared =
    BindingFlags.DeclaredOnly
    ||| BindingFlags.Public
    ||| BindingFlags.Static
    ||| BindingFlags.Instance

let private functions = modules |> Array.collect _.GetMethods(declared)

/// The type, what it is made of, and what those are made of.
let rec private parts (kind: Type) : Type seq =
    seq {
        yield kind

        for argument in kind.GetGenericArguments() do
            yield! parts argument

        match kind.GetElementType() with
        | null -> ()
        | element -> yield! parts element
    }

let private typesOf (method: MethodInfo) =
    seq {
        yield! parts method.ReturnType

        for parameter in method.GetParameters() do
            yield! parts parameter.ParameterType
    }

let private isLanguageExt (kind: Type) =
    (string kind.Assembly.FullName).StartsWith "LanguageExt"

[<Fact>]
let ``no function of the face names a type of LanguageExt, so that no script needs it`` () =
    Assert.NotEmpty functions

    for method in functions do
        Assert.False(typesOf method |> Seq.exists isLanguageExt, $"{method.DeclaringType}.{method.Name}")

/// What in Core gives an Either, and the functions that stand for it.
let private wrappers =
    Map [
        "ApiReply.ParseScope", [ "ApiReply.parseScope" ]
        "AuthorizationCallback.ToRedirect", [ "AuthorizationCallback.toRedirect" ]
        "AuthorizationRequest.ToUri", [ "AuthorizationRequest.toUri" ]
        "AuthorizationRequest.Validate", [ "AuthorizationRequest.validate" ]
        "PodioCall`1.EndInvoke", [ "Podio.call"; "Podio.callWith"; "Podio.callAsync" ]
        "PodioCall`1.Invoke", [ "Podio.call"; "Podio.callWith"; "Podio.callAsync" ]
        "PodioEndpoint.Create", [ "PodioEndpoint.create"; "PodioEndpoint.createWith" ]
        "PodioScope.Parse", [ "PodioScope.parse" ]
        "SecondFactorRequest.Decode", [ "SecondFactorRequest.decode"; "SecondFactorRequest.decodeReceived" ]
        "SecondFactorRequest.Encode", [ "SecondFactorRequest.encode" ]
        "SecondFactorRequest.Validate", [ "SecondFactorRequest.validate" ]
        "TokenExchange.EndInvoke", [ "TokenExchange.toFunc"; "TokenExchange.toAsync" ]
        "TokenExchange.Invoke", [ "TokenExchange.toFunc"; "TokenExchange.toAsync" ]
        "TokenProvider.EndInvoke", [ "TokenProvider.toFunc"; "TokenProvider.toAsync" ]
        "TokenProvider.Invoke",
        [
            "TokenProvider.toFunc"
            "TokenProvider.toAsync"
            "Podio.getToken"
            "Podio.getTokenWith"
            "Podio.getTokenAsync"
        ]
        "TokenReply.Parse", [ "TokenReply.parse" ]
        "TokenRequest.Decode", [ "TokenRequest.decode"; "TokenRequest.decodeReceived" ]
        "TokenRequest.Encode", [ "TokenRequest.encode" ]
        "TokenRequest.Validate", [ "TokenRequest.validate" ]
        "Transport.EndInvoke", [ "Transport.toFunc"; "Transport.toAsync" ]
        "Transport.Invoke", [ "Transport.toFunc"; "Transport.toAsync" ]
        "TransportExtensions.RequestTokenAsync", [ "Podio.requestToken"; "Podio.requestTokenWith"; "Podio.requestTokenAsync" ]
        "TransportExtensions.VerifySecondFactorAsync",
        [
            "Podio.verifySecondFactor"
            "Podio.verifySecondFactorWith"
            "Podio.verifySecondFactorAsync"
        ]
    ]

let private nameOf (method: MethodInfo) =
    let owner = nonNull(method.DeclaringType).Name

    let owner =
        if owner.EndsWith "Module" then
            owner.Substring(0, owner.Length - "Module".Length)
        else
            owner

    $"{owner}.{method.Name}"

[<Fact>]
let ``every API of Core that gives an Either has its functions`` () =
    core.GetExportedTypes()
    |> Array.collect _.GetMethods(declared)
    |> Array.filter (fun method -> parts method.ReturnType |> Seq.exists isLanguageExt)
    |> Array.map nameOf
    |> Array.distinct
    |> Array.sort
    |> List.ofArray
    |> shouldBe (wrappers |> Map.toList |> List.map fst)

    let existing = functions |> Array.map nameOf |> Set.ofArray

    wrappers.Values |> Seq.collect id |> Set.ofSeq |> Set.isSubset <| existing
    |> shouldBe true

[<Fact>]
let ``no module has the name of a type of Core, and C# tried every namesake`` () =
    let typesOfCore = core.GetExportedTypes() |> Array.map _.FullName |> Set.ofArray

    modules
    |> Array.filter (fun kind -> typesOfCore.Contains kind.FullName)
    |> Assert.Empty

    modules
    |> Array.map _.Name
    |> Array.filter _.EndsWith("Module")
    |> Array.sort
    |> shouldBe (
        BothAssemblies.Namesakes
        |> Seq.map (fun kind -> kind.Name + "Module")
        |> Seq.sort
        |> Array.ofSeq
    )

[<Fact>]
let ``everything public lives in the one namespace and is documented`` () =
    let documentation =
        Path.Combine(AppContext.BaseDirectory, "PodioOAuth.Functional.FSharp.xml")
        |> XDocument.Load

    let documented =
        documentation.Descendants "member"
        |> Seq.filter (fun entry ->
            entry.Elements "summary"
            |> Seq.exists (fun summary -> summary.Value.Trim() <> ""))
        |> Seq.map (fun entry -> (nonNull (entry.Attribute "name")).Value.Split('(').[0].Split("``").[0])
        |> Set.ofSeq

    for kind in modules do
        kind.Namespace |> shouldBe "PodioOAuth.Functional"
        Assert.Contains($"T:{kind.FullName}", documented)

    for method in functions do
        Assert.Contains($"M:{nonNull(method.DeclaringType).FullName}.{method.Name}", documented)
