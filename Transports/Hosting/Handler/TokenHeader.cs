using System.Net.Http.Headers;

namespace PodioOAuth.Functional;

/// <summary>The <c>Authorization</c> header of a token, on the message of a call.</summary>
internal sealed class TokenHeader
{
    private const string Name = "Authorization";

    private readonly Secret _accessToken; // Not the token, whose refresh token would be kept as long as the handler.
    private readonly AuthenticationHeaderValue _header;
    private readonly string _text;
    private readonly bool _isSetAsText;

    internal TokenHeader(Token token)
    {
        (_accessToken, _header) = (token.AccessToken, token.RevealAuthenticationHeader());
        _text = _header.ToString();
        _isSetAsText = AuthenticationHeaderValue.TryParse(_text, out var parsed) && parsed.Equals(_header);
    }

    internal bool IsOf(Token token) => ReferenceEquals(_accessToken, token.AccessToken);

    // As text, because a client would write the value out again for each message; but not if an inner handler that reads the header would
    // then see another one, as it would with a comma or a space at the end.
    internal void SetOn(HttpRequestMessage message)
    {
        if (_isSetAsText)
        {
            RemoveFrom(message);
            message.Headers.TryAddWithoutValidation(Name, _text);
        }
        else
        {
            message.Headers.Authorization = _header;
        }
    }

    internal static void RemoveFrom(HttpRequestMessage message) => message.Headers.Remove(Name);

    /// <summary>Whether the reply concerns the token. After a redirect it doesn't, wherever that led: .NET removes the header from the
    /// message.</summary>
    /// <remarks>An inner handler may have sent a message of its own, which loses the header as well.</remarks>
    internal bool IsAnsweredBy(HttpResponseMessage response, HttpRequestMessage request, Uri address)
    {
        if (response.RequestMessage is not { } sent || ReferenceEquals(sent, request))
        {
            return IsOn(request, address);
        }

        var isOfToken = IsOn(request, address) && IsOn(sent, address);
        RemoveFrom(sent);
        return isOfToken;
    }

    private bool IsOn(HttpRequestMessage message, Uri address) =>
        message.RequestUri == address
        && message.Headers.NonValidated.TryGetValues(Name, out var values) && values.ToString() == _text;
}
