namespace Suite;

/// <summary>Whatever comes back from Podio, or from a proxy before it, the application has an answer. A counter-example is C# to be
/// pasted.</summary>
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
    public bool A_request_comes_back_from_the_wire_as_it_went(Specimen specimen) =>
        TokenRequest.Encode(specimen.Request).Bind(TokenRequest.Decode).Match(
            Right: request => request == specimen.Request,
            Left: _ => false);
}
