/// Laws about the face as a whole, read from the assemblies themselves.
module PodioOAuth.Functional.FSharp.Tests.FaceTests

open System
open System.IO
open System.Reflection
open System.Threading.Tasks
open System.Xml.Linq
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.FromCSharp
open PodioOAuth.Functional.FSharp.Tests.Sample

let private face = Assembly.Load "PodioOAuth.Functional.FSharp"

let private modules = face.GetExportedTypes()

/// The types that the face is over.
let private described = [| typeof<Token>; typeof<TokenSource> |] |> Array.collect _.Assembly.GetExportedTypes()

let private declared = BindingFlags.DeclaredOnly ||| BindingFlags.Public ||| BindingFlags.Static ||| BindingFlags.Instance

/// Without what the compiler adds to a build that is not optimized.
let private functions =
    modules |> Array.collect _.GetMethods(declared) |> Array.filter (fun method -> not (method.Name.StartsWith '<'))

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

/// The module and the function, as a caller writes them.
let private nameOf (method: MethodInfo) =
    let owner = nonNull(method.DeclaringType).Name

    if owner.EndsWith "Module" then
        $"{owner.Substring(0, owner.Length - 6)}.{method.Name}"
    else
        $"{owner}.{method.Name}"

let private names = functions |> Array.map nameOf |> Set.ofArray

let private isTask (method: MethodInfo) =
    method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() = typedefof<Task<_>>

[<Fact>]
let ``only the module Either names a type of LanguageExt, so that scripts need it for nothing else`` () =
    functions
    |> Array.filter (fun method -> typesOf method |> Seq.exists isLanguageExt)
    |> Array.map nameOf
    |> Set.ofArray
    |> shouldBe (names |> Set.filter _.StartsWith("Either."))

/// Proved by what asks over them, each with its twin.
let private asked = [ "Either"; "Transport"; "TokenExchange"; "Podio"; "TokenSource"; "TokenStore"; "TokenSourceRegistry"; "StoredLogin" ]

[<Fact>]
let ``every function that sends nothing is compared with its member`` () =
    names
    |> Set.filter (fun name -> not (name.Contains '|' || asked |> List.contains (name.Split('.')[0])))
    |> shouldBe WiringTests.names

/// The function that stands for a method which gives an Either, and its twin where that is a task.
let private functionsFor (method: MethodInfo) =
    let owner =
        match nonNull(method.DeclaringType).Name with
        | "TransportExtensions" -> "Podio"
        | "SignedInTokenSource" -> "TokenSource"
        | "TokenStoreExtensions" -> "TokenStore"
        | owner -> owner

    let name = $"{owner}.{Char.ToLowerInvariant method.Name[0]}{method.Name.Substring 1}"

    if isTask method then
        [ name.Replace("Async", ""); name ]
    else
        [ name ]

[<Fact>]
let ``every method of Core and Renewal that returns an Either has its function`` () =
    let isEither (kind: Type) = kind.Name.StartsWith "Either`"

    let methods =
        described
        |> Array.filter (fun kind -> not (kind.IsSubclassOf typeof<Delegate>))
        |> Array.collect _.GetMethods(declared)
        |> Array.filter (fun method ->
            parts method.ReturnType |> Seq.exists isEither
            && method.GetParameters()
               |> Seq.collect (fun parameter -> parts parameter.ParameterType)
               |> Seq.exists isLanguageExt
               |> not)

    Assert.True(methods.Length > 15, $"{methods.Length}")

    methods |> Seq.collect functionsFor |> Seq.filter (names.Contains >> not) |> Assert.Empty

[<Fact>]
let ``functions that send requests come in pairs, a task and a computation`` () =
    let asking =
        functions
        |> Array.filter (fun method -> [ "Podio"; "TokenSourceModule"; "TokenStore" ] |> List.contains (nonNull method.DeclaringType).Name)

    let tasks, computations = asking |> Array.partition isTask
    Assert.NotEmpty tasks

    tasks
    |> Array.map (fun method -> nameOf method + "Async")
    |> Set.ofArray
    |> shouldBe (computations |> Array.map nameOf |> Set.ofArray)

[<Fact>]
let ``the F# API requires the lowest FSharp.Core that works`` () =
    face.GetReferencedAssemblies()
    |> Array.find (fun reference -> reference.Name = "FSharp.Core")
    |> _.Version
    |> shouldBe (Version "6.0.0.0")

[<Fact>]
let ``no module has the name of its type, and C# tries every namesake`` () =
    let taken = described |> Array.map _.FullName |> Set.ofArray

    modules |> Array.filter (fun kind -> taken.Contains kind.FullName) |> Assert.Empty

    modules
    |> Array.map _.Name
    |> Array.filter _.EndsWith("Module")
    |> Array.sort
    |> shouldBe (BothAssemblies.Namesakes |> Seq.map (fun kind -> kind.Name + "Module") |> Seq.sort |> Array.ofSeq)

[<Fact>]
let ``everything public is in the one namespace and is documented`` () =
    let documentation = Path.Combine(AppContext.BaseDirectory, "PodioOAuth.Functional.FSharp.xml") |> XDocument.Load

    let documented =
        documentation.Descendants "member"
        |> Seq.filter (fun entry -> entry.Elements "summary" |> Seq.exists (fun summary -> summary.Value.Trim() <> ""))
        |> Seq.map (fun entry -> (nonNull (entry.Attribute "name")).Value.Split('(').[0].Split("``").[0])
        |> Set.ofSeq

    for kind in modules do
        kind.Namespace |> shouldBe "PodioOAuth.Functional"
        Assert.Contains($"T:{kind.FullName}", documented)

    for method in functions do
        Assert.Contains($"M:{nonNull(method.DeclaringType).FullName}.{method.Name}", documented)
