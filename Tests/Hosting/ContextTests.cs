using PodioOAuth.Functional.Hosting.Tests.Stores;

namespace PodioOAuth.Functional.Hosting.Tests;

/// <summary>Nothing comes back to the synchronization context of a caller, at no wait: a window whose only thread waits for a call would
/// wait forever.</summary>
public sealed class ContextTests
{
    private static readonly Dictionary<string, Func<TokenBench, Task>> Works = new()
    {
        ["a call that is sent again"] = bench => Client(bench, 401).PostAsync(
            TokenBench.Item, new MultipartContent { JsonContent.Create(Slowly()) }),
        ["a body that is kept"] = bench => Client(bench, 200).PostAsync(TokenBench.Item, new LateContent("{}"u8.ToArray(), stated: 2)),
        ["a limit in a long body"] = bench => Client(bench, 420, new string(' ', 70_000)).GetAsync(TokenBench.Item),
        ["a limit after the caller has left"] = async bench =>
        {
            using var body = new GatedContent("", "{}");
            bench.Over(() => new HttpResponseMessage((HttpStatusCode)420) { Content = body });
            (await bench.Client.GetAsync(TokenBench.Item, HttpCompletionOption.ResponseHeadersRead)).Dispose();
            body.Open();
            await body.Disposed;
        },
        ["a call that is held back"] = async bench =>
        {
            await bench.Over(() => Answers.Limited("", "60"), options => options.HoldBack = TimeSpan.FromSeconds(60)).GetAsync();
            var held = bench.GetAsync();
            await CapturedContext.PauseAsync(); // Here it would go on in its own context without coming back.
            bench.Clock.Advance(TimeSpan.FromSeconds(60));
            await held;
        },
        ["calls of grants"] = async bench =>
        {
            var store = new ScriptedStore { BeforeLock = CapturedContext.PauseAsync };
            await using var person = TokenSource.SignedIn(
                bench.Podio.Transport.ToTokenExchange(),
                SamplePodio.Client,
                "jane",
                options: new() { TimeProvider = bench.Clock, Store = store });
            await person.SignInAsync();
            (await Client(bench, 200, "{}").GetPodioScopeAsync()).Right();
            Assert.True((await person.SignOutEverywhereAsync(bench.Client)).IsDone);
        },
        ["a check of health and an exchange"] = async _ =>
        {
            await using var podio = await Served.StartAsync();
            TokenExchange? exchange = null;
            podio.Collection.AddPodioOAuth().Decorate((_, decorated) => exchange = decorated);
            await new PodioHealthCheck(podio.Sources, "crm").CheckHealthAsync(new());
            (await exchange!(TokenBench.App, default)).Right();
        },
        ["a distributed store"] = async bench =>
        {
            var store = new DistributedTokenStore(new SlidingCache(bench.Clock), new MemoryLocks());
            await using var held = await store.LockAsync("a", TimeSpan.Zero);
            await store.ReadAsync("a");
        },
    };

    public static TheoryData<string> All => [.. Works.Keys];

    [Theory, MemberData(nameof(All))]
    public async Task Nothing_comes_back_to_the_context_of_a_caller(string work)
    {
        var context = new CapturedContext(typeof(PodioTokenHandler).Assembly);
        await context.RunAsync(() => Works[work](new TokenBench()));
        Assert.Empty(context.Seen);
    }

    private static HttpClient Client(TokenBench bench, int status, string body = Answers.ExpiredBody) =>
        bench.ClientOver(new Late((HttpStatusCode)status, body), options => options.MaxBufferedBody = 2);

    private static async IAsyncEnumerable<int> Slowly()
    {
        await CapturedContext.PauseAsync();
        yield return 1;
    }

    private sealed class Late(HttpStatusCode status, string body) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await CapturedContext.PauseAsync();
            return new HttpResponseMessage(status) { Content = new LateContent(Encoding.UTF8.GetBytes(body)), RequestMessage = request };
        }
    }
}
