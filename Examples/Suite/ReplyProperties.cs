namespace Suite;

/// <summary>The application handles every reply from Podio, or from a proxy in front of it. A counterexample is C# to paste into a
/// test.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)])]
public sealed class ReplyProperties
{
    [Property]
    public bool Every_reply_is_a_token_or_has_an_explanation(Specimen<HttpReply> reply) => TokenReply.Parse(reply.Value).Match(
        Right: token => token.AccessToken.Reveal().Length > 0,
        Left: error => Application.Explain(error).EndsWith('.'));

    [Property]
    public bool Every_error_has_an_explanation(Specimen<OAuthError> error) => Application.Explain(error.Value).EndsWith('.');

    [Property]
    public bool Decoding_an_encoded_request_returns_it(Specimen specimen) =>
        TokenRequest.Encode(specimen.Request).Bind(TokenRequest.Decode).Match(
            Right: request => request == specimen.Request,
            Left: _ => false);
}
