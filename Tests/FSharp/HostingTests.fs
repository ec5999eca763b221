/// What a container of .NET gives, as F# uses it.
module PodioOAuth.Functional.FSharp.Tests.HostingTests

open System.Net.Http
open System.Threading.Tasks
open Microsoft.Extensions.DependencyInjection
open Xunit
open PodioOAuth.Functional
open PodioOAuth.Functional.FSharp.Tests.Sample

/// Puts a function in a socket's place.
type private Below(reply: HttpRequestMessage -> HttpResponseMessage) =
    inherit HttpMessageHandler()

    override _.SendAsync(request, _) = Task.FromResult(reply request)

[<Fact>]
let ``what a container gives is asked through the bridge`` () =
    task {
        let podio = podio ()
        let services = ServiceCollection()

        services
            .AddPodioOAuth(fun options ->
                options.ClientId <- SamplePodio.Client.ClientId
                options.ClientSecret <- SamplePodio.Client.ClientSecret.Reveal()
                options.Sources.Add("crm", PodioSourceOptions(AppId = SamplePodio.AppId, AppToken = SamplePodio.AppToken.Reveal())))
            .Decorate(fun _ _ -> podio.Transport.ToTokenExchange())
        |> ignore

        services
            .AddHttpClient("podio")
            .AddPodioToken("crm")
            .ConfigurePrimaryHttpMessageHandler(fun () ->
                new Below(fun request ->
                    let scheme = request.Headers.Authorization |> Option.ofObj |> Option.map _.Scheme

                    scheme |> shouldBe (Some "OAuth2")
                    new HttpResponseMessage(Content = new StringContent """{"scope":"global:all"}"""))
                :> HttpMessageHandler)
        |> ignore

        use services = services.BuildServiceProvider()

        let! token = services.GetRequiredKeyedService<NamedTokenSource>("crm").GetTokenAsync() |> Either.toTaskResult

        token |> Result.map _.Reference |> shouldBe (Ok(TokenReference.App SamplePodio.AppId))

        use client = services.GetRequiredService<IHttpClientFactory>().CreateClient "podio"

        let! scope = client.GetPodioScopeAsync() |> Either.toTaskResult
        scope |> shouldBe (Ok "global:all")

        let! status = Either.toAsyncResult (fun cancellationToken -> client.InvalidatePodioGrantAsync cancellationToken)

        status |> shouldBe (Ok 200)
        podio.Requests.Count |> shouldBe 1
    }
