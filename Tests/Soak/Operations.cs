using LanguageExt;

namespace PodioOAuth.Functional.Soak;

/// <summary>The work. Each operation depends only on its number, so that all rounds are alike. An error value is an outcome; an exception
/// that callers don't have to expect ends the run.</summary>
internal static class Operations
{
    private const int BetweenFaults = 100;

    private static readonly Fault[] Faults =
    [
        Fault.Delay(TimeSpan.FromMilliseconds(50)), Fault.Refuse, Fault.Cut(CutPoint.InsideBody), Fault.DropReply,
        Fault.Unavailable(503, TimeSpan.FromSeconds(1)), Fault.Cut(CutPoint.InsideHeaders), Fault.RateLimit(TimeSpan.FromSeconds(1)),
        Fault.Unavailable(502), Fault.Reject("invalid_token", status: 401),
    ];

    /// <summary>Runs an operation, and returns the name of its outcome.</summary>
    internal static async Task<string> RunAsync(World world, long number)
    {
        if (number % BetweenFaults == 0)
        {
            Trouble(world, number / BetweenFaults);
        }

        var turn = number / 8;
        return (number % 8) switch
        {
            0 or 1 => $"acquired: {await AcquireAsync(world, turn)}",
            2 or 3 or 4 => $"called: {await CallAsync(world, number)}",
            5 => $"own source: {await OwnSourceAsync(world, turn)}",
            6 => $"person: {await UnlessEndedAsync(PersonAsync(world, turn))}",
            _ => $"signed out: {await UnlessEndedAsync(SignOutAsync(world, turn))}",
        };
    }

    // A fault affects the next requests, whoever sends them. Twenty minutes later every cool-down is over. A token outlasts twenty-four
    // such jumps, and an unused source twelve.
    private static void Trouble(World world, long number)
    {
        world.Clock.Jump(TimeSpan.FromMinutes(20));
        var fault = Faults[number % Faults.Length];
        world.Podio.Update(state => state.Arm(fault, number % 2 == 0 ? "/oauth/token" : "/echo", times: 3));
        if (number % 5 == 0)
        {
            // Every call of this tenant is now rejected with a 401.
            world.Podio.Update(state => state.Revoke(TokenReference.App((number / 5 % World.Tenants) + 1)));
        }
    }

    private static async Task<string> AcquireAsync(World world, long turn)
    {
        var transport = world.Transports[(int)(turn % 2)];
        var format = turn % 3 == 0 ? WireFormat.Json : WireFormat.Form;
        var first = await AskAsync((turn / 2 % 4) switch
        {
            0 => Grant.AuthorizationCode(world.NewCode(), SamplePodio.RedirectUri),
            1 => Grant.App(SamplePodio.AppId, SamplePodio.AppToken),
            _ => Grant.Password(SamplePodio.Username, SamplePodio.Password),
        });
        return NameOf(turn / 2 % 4 == 3
            ? await first.BindAsync(token => AskAsync(Grant.RefreshToken(token.RefreshToken)))
            : first);

        Task<Either<OAuthError, Token>> AskAsync(Grant grant) =>
            transport.RequestTokenAsync(new TokenRequest(SamplePodio.Client, grant, format));
    }

    private static async Task<string> CallAsync(World world, long number)
    {
        using var request = new HttpRequestMessage(number % 2 == 0 ? HttpMethod.Get : HttpMethod.Post, "echo");
        request.Content = number % 2 == 0 ? null : new StringContent(new string('x', 2000));
        request.Options.Set(World.Tenant, (number % World.Tenants) + 1);
        using var client = world.Api;
        try
        {
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if (world.Options.Leak is SeededLeak.Responses or SeededLeak.Abandoned && number % 8 == 2)
            {
                world.Keep(world.Options.Leak == SeededLeak.Responses ? response : null);
                return "not disposed";
            }

            using (response)
            {
                _ = number % 3 == 0 ? "" : await response.Content.ReadAsStringAsync(); // For the status alone, the body isn't read.
                return $"{(int)response.StatusCode}";
            }
        }
        catch (TokenUnavailableException exception)
        {
            return exception.Error.GetType().Name;
        }
        catch (HttpRequestException exception)
        {
            return $"{exception.HttpRequestError}";
        }
    }

    private static async Task<string> OwnSourceAsync(World world, long turn)
    {
        var request = new TokenRequest(SamplePodio.Client, World.GrantOf((turn % World.Tenants) + 1));
        var exchange = world.Transports[(int)(turn % 2)].ToTokenExchange().WithTimeLimit(TimeSpan.FromSeconds(20), world.Clock);
        await using var source = TokenSource.Unattended(exchange, request, new TokenSourceOptions { TimeProvider = world.Clock });
        var tokens = await Task.WhenAll(source.GetTokenAsync(), source.GetTokenAsync(), source.RenewAsync());
        return NameOf(tokens[turn % 3]);
    }

    private static async Task<string> PersonAsync(World world, long turn)
    {
        var person = world.Registry.SignedIn(SamplePodio.Client, PersonOf(world, turn));
        var answer = await person.GetTokenAsync();
        if (answer.IsLeft)
        {
            answer = await person.SignInAsync(world.NewCode(), SamplePodio.RedirectUri);
        }

        answer.IfRight(token =>
        {
            if (turn % 4 == 0)
            {
                person.ReportRejected(token.AccessToken);
            }
        });
        return NameOf(answer);
    }

    private static async Task<string> SignOutAsync(World world, long turn)
    {
        var person = PersonOf(world, turn / 3);
        return turn % 2 == 0
            ? (await world.Registry.SignedIn(SamplePodio.Client, person).SignOutAsync()).GetType().Name
            : (await world.Registry.ForgetAsync(SamplePodio.Client, person)).Match(
                Right: was => was ? "forgotten" : "nobody", Left: error => error.GetType().Name);
    }

    // Forgetting a person ends the source that other callers may hold.
    private static async Task<string> UnlessEndedAsync(Task<string> operation)
    {
        try
        {
            return await operation;
        }
        catch (ObjectDisposedException)
        {
            return "ended meanwhile";
        }
    }

    private static string PersonOf(World world, long turn) =>
        $"person-{(world.Options.Leak == SeededLeak.Sources ? turn : turn % world.Options.Persons)}";

    private static string NameOf<TError>(Either<TError, Token> answer)
        where TError : notnull => answer.Match(
            Right: _ => "token",
            Left: error => error is StoreError store ? $"{nameof(StoreError)}: {store.Describe()}" : error.GetType().Name);
}
