using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional.Serving;

/// <summary>An API key.</summary>
internal sealed record NewClient(string ClientId, string ClientSecret, string? RedirectDomain = null);

/// <summary>A user, with a second factor if there is a one-time code.</summary>
internal sealed record NewUser(
    long UserId, string Username, string Password, string? OneTimeCode = null, IReadOnlyList<string>? RecoveryCodes = null);

/// <summary>An app.</summary>
internal sealed record NewApp(long AppId, string AppToken);

/// <summary>The request to issue a code.</summary>
internal sealed record CodeOrder(string ClientId, long UserId, string? RedirectUri = null, string? Scope = null);

/// <summary>A code, which can be used once.</summary>
internal sealed record CodeReply(string Code);

/// <summary>Adds or replaces what the server knows.</summary>
internal static class RegistrationControl
{
    internal static ControlReply AddClient(InMemoryPodio podio, ControlBody body)
    {
        var client = body.Read(ControlJson.Default.NewClient);
        podio.Update(state => state.WithClient(new ClientCredentials(client.ClientId, client.ClientSecret), client.RedirectDomain));
        return ControlReply.Done;
    }

    internal static ControlReply AddUser(InMemoryPodio podio, ControlBody body)
    {
        var user = body.Read(ControlJson.Default.NewUser);
        if (user is { OneTimeCode: null, RecoveryCodes: not null })
        {
            return ControlReply.Refuse(StatusCodes.Status400BadRequest, "recovery_codes requires one_time_code.");
        }

        podio.Update(state =>
        {
            var known = state.WithUser(user.UserId, user.Username, user.Password);
            return user.OneTimeCode is { } code
                ? known.WithSecondFactor(user.UserId, code, user.RecoveryCodes?.Select(recoveryCode => new Secret(recoveryCode)))
                : known;
        });
        return ControlReply.Done;
    }

    internal static ControlReply AddApp(InMemoryPodio podio, ControlBody body)
    {
        var app = body.Read(ControlJson.Default.NewApp);
        podio.Update(state => state.WithApp(app.AppId, app.AppToken));
        return ControlReply.Done;
    }

    internal static ControlReply IssueCode(InMemoryPodio podio, ControlBody body)
    {
        var order = body.Read(ControlJson.Default.CodeOrder);
        var code = podio.IssueCode(order.ClientId, order.UserId, order.RedirectUri, order.Scope);
        return ControlReply.Of(new CodeReply(code.Reveal()), ControlJson.Default.CodeReply);
    }
}
