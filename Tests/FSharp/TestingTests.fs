/// The Testing package from F#: specimens, canaries and the simulation of renewal, by FsCheck alone.
module PodioOAuth.Functional.FSharp.Tests.TestingTests

open System
open System.Threading
open Xunit
open FsCheck
open FsCheck.FSharp
open PodioOAuth.Functional
open PodioOAuth.Functional.Serving
open PodioOAuth.Functional.FSharp.Tests.Sample

type Hidden = {
    Token: string
} with

    override _.ToString() = "hidden"

[<Fact>]
let ``a canary finds what percent A prints`` () =
    task {
        let! leaks =
            Canary.WatchAsync(fun canary ->
                task {
                    return {
                        Token = canary.Plant("mine").Reveal()
                    }
                })

        leaks
        |> Seq.map (fun leak -> leak.Secret, leak.Channel)
        |> Seq.filter (fun (_, channel) -> channel.EndsWith("%A", StringComparison.Ordinal))
        |> Seq.toList
        |> shouldBe [ "mine", "result: Hidden %A" ]
    }

[<Fact>]
let ``a canary accepts a composition without leaks`` () =
    task {
        let! leaks =
            Canary.WatchAsync(fun canary ->
                task {
                    let! answer = Podio.requestToken canary.Transport canary.Requests[0]
                    printfn $"%A{answer}"
                    return answer
                })

        Assert.Empty leaks
    }

[<Fact>]
let ``a provider that renews for every caller is found`` () =
    let outcome =
        RenewalSimulation.Check(fun world ->
            TokenProvider(fun _ ->
                task {
                    let! answer = world.Exchange.Invoke(world.AppRequest, CancellationToken.None)
                    return answer.MapLeft(fun error -> TokenSourceError.Exchange error)
                }))

    outcome.Law |> shouldBe "Two renewals ran at once."
    Assert.InRange(outcome.Explanation.Split('\n').Length, 2, 12)

[<Fact>]
let ``a token source keeps every rule`` () =
    let outcome =
        RenewalSimulation.Check(fun world ->
            TokenSource.Unattended(world.Exchange, world.AppRequest, world.SourceOptions).ToTokenProvider())

    Assert.True(outcome.Holds, outcome.Explanation)

[<Fact>]
let ``a counterexample is printed as C#`` () =
    let property (reply: Specimen<HttpReply>) =
        reply.Value.AsMemory().Span.IndexOf(byte '{') < 0

    let failure =
        Assert.ThrowsAny<exn>(fun () ->
            Check.One(Config.QuickThrowOnFailure, Prop.forAll (PodioArbitraries.SpecimensOf<HttpReply>()) property))

    Assert.Contains("new HttpReply(200, null, Encoding.UTF8.GetBytes(\"{\"))", failure.Message)
