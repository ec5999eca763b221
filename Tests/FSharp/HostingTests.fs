module PodioOAuth.Functional.FSharp.Tests.HostingTests

open System
open System.Net.Http
open Microsoft.Extensions.DependencyInjection
open PodioOAuth.Functional
open Xunit

// A handler that gives a Podio in memory a socket's place.
type private Below(reply: HttpRequestMessage -> HttpResponseMessage) =
    inherit HttpMessageHandler()

    override _.SendAsync(request, _) =
        System.Threading.Tasks.Task.FromResult(reply request)

let private services (scope: HttpRequestMessage -> HttpResponseMessage) =
    let podio = InMemoryPodio(SamplePodio.State DateTimeOffset.UtcNow)
    let services = ServiceCollection()

    services
        .AddPodioOAuth(fun options ->
            options.ClientId <- SamplePodio.Client.ClientId
            options.ClientSecret <- SamplePodio.Client.ClientSecret.Reveal()

            options.Sources.Add("crm", PodioSourceOptions(AppId = SamplePodio.AppId, AppToken = SamplePodio.AppToken.Reveal())))
        .Decorate(fun _ _ -> TransportExtensions.ToTokenExchange podio.Transport)
    |> ignore

    services
        .AddHttpClient("podio")
        .AddPodioToken("crm")
        .ConfigurePrimaryHttpMessageHandler(fun () -> new Below(scope) :> HttpMessageHandler)
    |> ignore

    services.BuildServiceProvider()

[<Fact>]
let ``A keyed provider gives a token in three lines`` () =
    task {
        use services = services (fun _ -> new HttpResponseMessage())

        match! services.GetRequiredKeyedService<TokenProvider> "crm" |> Podio.getToken with
        | Ok token -> Assert.Equal(TokenReference.App SamplePodio.AppId, token.Reference)
        | Error error -> failwith (TokenSourceError.describe error)
    }

[<Fact>]
let ``A call of the API answers with a Result`` () =
    task {
        use services =
            services (fun request ->
                let body =
                    if
                        request.Headers.Authorization
                        |> Option.ofObj
                        |> Option.exists (fun header -> header.Scheme = "OAuth2")
                    then
                        """{"scope":"global:all"}"""
                    else
                        "{}"

                new HttpResponseMessage(Content = new StringContent(body)))

        let client = services.GetRequiredService<IHttpClientFactory>().CreateClient "podio"
        let! scope = client.ToGetPodioScope() |> Podio.call
        Assert.Equal(Ok "global:all", scope)
    }
