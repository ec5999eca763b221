using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using Flurl.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PodioOAuth.Functional.Interop.Tests.OpenIddict;

/// <summary>An OpenIddict server on a loopback port, with reference tokens that rotate, immediate detection of reuse, and tokens stored in
/// SQLite. Its clock moves only when a test moves it.</summary>
[CollectionDefinition(nameof(OpenIddictServer))]
public sealed class OpenIddictServer : ICollectionFixture<OpenIddictServer>, IAsyncLifetime
{
    internal const string RedirectUri = "https://app.example.com/signed-in?from=interop";
    internal const string Username = "jane+podio@example.com";
    internal const string PageId = "page & client";
    internal const string GrantedScope = "user:read space_42:all offline_access";

    internal static readonly TimeSpan AccessTokenLifetime = TimeSpan.FromHours(1);
    internal static readonly TimeSpan RefreshTokenLifetime = TimeSpan.FromDays(14);
    internal static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(5);

    internal static readonly ClientCredentials Client = new("interop@example.com", "made up: + & = % ; 100%");
    internal static readonly Secret Password = "pässwörd & 100% 🔑 + =";
    internal static readonly AppGrant App = new(654321, "0123456789abcdef");

    private static readonly PodioScope Scope = PodioScope.Of(
        ScopeItem.User(ScopePermission.Read), ScopeItem.Space(ScopePermission.All, id: 42));

    private static readonly HttpClient Browser = new(HttpClientTransport.CreateHandler()); // Doesn't follow redirects.
    private static readonly HttpClient ApiClient = HttpClientTransport.CreateClient();

    private WebApplication _host = null!;

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 8, 11, 9, 0, 0, TimeSpan.Zero));

    internal PodioEndpoint Endpoint { get; private set; } = null!;

    internal IReadOnlyDictionary<string, Transport> Transports { get; private set; } = null!;

    /// <summary>The grant types that were granted, oldest first.</summary>
    internal ConcurrentQueue<string> Granted { get; } = new();

    /// <summary>Whether the user at the authorize page denies access.</summary>
    internal bool Denies { get; set; }

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRouting().AddAuthentication();
        builder.Services.AddSingleton<TimeProvider>(Clock)
            .AddSingleton(_ => new SqliteConnection("Data Source=:memory:"))
            .AddDbContext<DbContext>((services, db) => db.UseSqlite(services.GetRequiredService<SqliteConnection>()).UseOpenIddict());
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
            .AddServer(Configure);
        _host = builder.Build();
        _host.UseRouting();
        _host.UseAuthentication();
        await _host.StartAsync();
        await RegisterClientsAsync();
        Endpoint = PodioEndpoint.Create(_host.Urls.Single()).Right();
        Transports = new Dictionary<string, Transport>
        {
            ["HttpClient"] = HttpClientTransport.Create(ApiClient, Endpoint),
            ["Flurl"] = FlurlTransport.Create(new FlurlClient(ApiClient), Endpoint),
        };
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    /// <summary>Sends a browser to the address that the library writes, and returns the address that it is sent back to.</summary>
    internal async Task<(HttpStatusCode Status, AuthorizationCallback Answer)> AuthorizeAsync(
        AuthorizationResponseType type = AuthorizationResponseType.Code, string redirectUri = RedirectUri)
    {
        var state = new Secret($"state {Guid.NewGuid()} +&=");
        var clientId = type == AuthorizationResponseType.Code ? Client.ClientId : PageId;
        var request = new AuthorizationRequest(clientId, redirectUri, state, type, Scope);
        using var reply = await Browser.GetAsync(request.ToUri(Endpoint).Right());
        return (reply.StatusCode, AuthorizationCallback.ParseAddress(state, reply.Headers.Location?.OriginalString));
    }

    internal async Task<Grant> AgreeAsync() => Assert.IsType<GrantedCodeCallback>((await AuthorizeAsync()).Answer).ToGrant(RedirectUri);

    private void Configure(OpenIddictServerBuilder server)
    {
        server.SetTokenEndpointUris("oauth/token", "oauth/token/v2").SetAuthorizationEndpointUris("oauth/authorize")
            .AllowAuthorizationCodeFlow().AllowImplicitFlow().AllowPasswordFlow().AllowRefreshTokenFlow().AllowCustomFlow("app")
            .UseReferenceAccessTokens().UseReferenceRefreshTokens().SetRefreshTokenReuseLeeway(TimeSpan.Zero)
            .SetAccessTokenLifetime(AccessTokenLifetime).SetRefreshTokenLifetime(RefreshTokenLifetime)
            .SetAuthorizationCodeLifetime(CodeLifetime)
            .AddSigningKey(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)))
            .AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)))
            .DisableScopeValidation().IgnoreScopePermissions()
            .AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(Answer))
            .AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(AskPerson))
            .UseAspNetCore().DisableTransportSecurityRequirement();
    }

    // OpenIddict has looked up a code or a refresh token, which includes its principal.
    private ValueTask Answer(HandleTokenRequestContext context)
    {
        var request = context.Request;
        var subject = request switch
        {
            { GrantType: GrantTypes.AuthorizationCode or GrantTypes.RefreshToken } => context.Principal!.GetClaim(Claims.Subject),
            { GrantType: GrantTypes.Password, Username: Username } when Password == request.Password! => "jane",
            { GrantType: "app" } when (string?)request["app_id"] == "654321" && App.AppToken == (string)request["app_token"]! => "app",
            _ => null,
        };
        if (subject is null)
        {
            context.Reject(Errors.InvalidGrant, "The password or the app's token is wrong.");
            return default;
        }

        Granted.Enqueue(request.GrantType!);
        context.SignIn(context.Principal ?? Principal(subject, []));
        return default;
    }

    private ValueTask AskPerson(HandleAuthorizationRequestContext context)
    {
        if (Denies)
        {
            context.Reject(Errors.AccessDenied, "The user denied your request.");
        }
        else
        {
            context.SignIn(Principal("jane", context.Request.GetScopes()));
        }

        return default;
    }

    private static ClaimsPrincipal Principal(string subject, IEnumerable<string> scopes) => new(new ClaimsIdentity("interop")
        .SetClaim(Claims.Subject, subject)
        .SetScopes([.. scopes, Scopes.OfflineAccess])); // Otherwise there is no refresh token.

    private async Task RegisterClientsAsync()
    {
        await using var services = _host.Services.CreateAsyncScope();
        await services.ServiceProvider.GetRequiredService<SqliteConnection>().OpenAsync(); // Keeps the database.
        await services.ServiceProvider.GetRequiredService<DbContext>().Database.EnsureCreatedAsync();
        var clients = services.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        await clients.CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = Client.ClientId,
            ClientSecret = Client.ClientSecret.Reveal(),
            RedirectUris = { new Uri(RedirectUri) },
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.ResponseTypes.Code,
                Permissions.GrantTypes.AuthorizationCode, Permissions.GrantTypes.Password, Permissions.GrantTypes.RefreshToken,
                Permissions.Prefixes.GrantType + "app",
            },
        });
        await clients.CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = PageId,
            ClientType = ClientTypes.Public,
            RedirectUris = { new Uri(RedirectUri) },
            Permissions = { Permissions.Endpoints.Authorization, Permissions.GrantTypes.Implicit, Permissions.ResponseTypes.Token },
        });
    }
}
