using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>Generates valid grants, credentials and requests, each grant equally often.</summary>
internal static class Requests
{
    internal static Gen<WireFormat> Format { get; } = Gen.Elements(WireFormat.Form, WireFormat.Json);

    internal static Gen<ClientCredentials> Client { get; } =
        from id in Texts.VsChar
        from secret in Texts.VsChar
        select new ClientCredentials(clientId: id, clientSecret: secret);

    internal static Gen<Grant> Grants { get; } = Gen.OneOf(
        from code in Texts.VsChar
        from redirectUri in Gen.Frequency((3, Texts.RedirectUri.Select(uri => (string?)uri)), (1, Gen.Constant<string?>(null)))
        select Grant.AuthorizationCode(code, redirectUri),
        from username in Texts.Unicode
        from password in Texts.Unicode
        select Grant.Password(username: username, password: password),
        from id in Texts.AppId
        from token in Texts.VsChar
        select Grant.App(id, token),
        Texts.VsChar.Select(token => Grant.RefreshToken(token)));

    internal static Gen<TokenRequest> Valid { get; } =
        from client in Client
        from grant in Grants
        from format in Format
        select new TokenRequest(client, grant, format);

    internal static Gen<SecondFactorRequest> SecondFactor { get; } =
        from nonce in Texts.Unicode
        from code in Texts.VsChar
        from isRecovery in Gen.Elements(true, false)
        let challenge = new SecondFactorChallenge(nonce)
        select isRecovery ? challenge.WithRecoveryCode(code) : challenge.WithOneTimeCode(code);

    /// <summary>Requests whose fields may all contain anything, valid or not.</summary>
    internal static Gen<TokenRequest> Wild { get; } =
        from request in Valid
        from texts in Gen.CollectToArray(
            RequestParts.TextsOf(request),
            text => Gen.Frequency(
                (5, Gen.Constant(text.Value)), (2, Texts.Any.Select(any => (string?)any)), (1, Gen.Constant<string?>(null))))
        select RequestParts.TextsOf(request)
            .Zip(texts, (old, changed) => (Old: old, New: changed))
            .Aggregate(request, (wild, change) => RequestParts.With(wild, change.Old.Key, change.New));
}
