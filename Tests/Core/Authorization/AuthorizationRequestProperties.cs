namespace PodioOAuth.Functional.Core.Tests.Authorization;

/// <summary>Independent readers see in the address what the request holds, and nothing else.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 500)]
public sealed class AuthorizationRequestProperties
{
    [Property]
    public Property Independent_readers_see_the_values_once_and_in_order(Specimen<AuthorizationRequest> specimen)
    {
        var request = specimen.Value;
        (string, string)[] expected =
        [
            ("client_id", request.ClientId),
            ("redirect_uri", request.RedirectUri),
            ("response_type", request.ResponseType == AuthorizationResponseType.Code ? "code" : "token"),
            .. request.Scope is null ? Array.Empty<(string, string)>() : [("scope", request.Scope.ToString())],
            ("state", request.State.Reveal()),
        ];
        var uri = request.ToUri(PodioEndpoint.Default).Right();
        return (uri.AbsoluteUri.StartsWith("https://podio.com/oauth/authorize?client_id=", StringComparison.Ordinal)
            && uri.Fragment.Length == 0
            && IndependentReader.ReadQuery(uri.AbsoluteUri).All(seen => seen.SequenceEqual(expected)))
            .Classify(HostileText.IsHostile(request.State.Reveal()), "hostile state");
    }

    [Property(MaxTest = 1000)]
    public Property A_request_is_as_valid_as_its_parts_are_in_a_token_request(
        Specimen<AuthorizationRequest> specimen, HostileText text, PositiveInt which)
    {
        var request = (which.Get % 4) switch
        {
            3 => specimen.Value with
            {
                RedirectUri = $"https://a.example/?{ReservedName(which.Get)}{(which.Get % 8 == 3 ? "" : text.Value)}=1",
            },
            0 => specimen.Value with { ClientId = text.Value },
            1 => specimen.Value with { RedirectUri = specimen.Value.RedirectUri + text.Value },
            _ => specimen.Value with { State = text.Value },
        };
        var parts = new TokenRequest(
            new ClientCredentials(request.ClientId, "s"),
            Grant.AuthorizationCode(request.State, request.RedirectUri)); // A code and a state are VSCHAR.
        var isValid = Oracle.IsValid(parts) && LeavesRoomForTheAnswer(request.RedirectUri);
        return (request.ToUri(PodioEndpoint.Default).IsRight == isValid).Classify(isValid, "valid");
    }

    private static string ReservedName(int which) => new[] { "code", "%73tate", "error", "Code", "scope%FF", "a" }[which / 8 % 6];

    // By the framework's own decoder. A name that isn't UTF-8 is none of the answer's.
    private static bool LeavesRoomForTheAnswer(string redirectUri)
    {
        var query = redirectUri.Split('?', 2).ElementAtOrDefault(1) ?? "";
        string[] ofTheAnswer =
        [
            "code", "state", "error", "error_reason", "error_description",
            "access_token", "token_type", "expires_in", "refresh_token", "scope",
        ];
        return query.Split('&').All(pair => !ofTheAnswer.Contains(WebUtility.UrlDecode(pair.Split('=')[0])));
    }
}
