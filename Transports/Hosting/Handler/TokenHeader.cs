namespace PodioOAuth.Functional;

/// <summary>The <c>Authorization</c> header of a token, on the message of a call.</summary>
internal sealed class TokenHeader(Token token)
{
    private const string Name = "Authorization";

    // Text, because a client would write a parsed value out again for each message.
    private readonly string _value = token.RevealAuthenticationHeader().ToString();

    internal bool IsOf(Token other) => ReferenceEquals(token, other);

    internal void SetOn(HttpRequestMessage message)
    {
        RemoveFrom(message);
        message.Headers.TryAddWithoutValidation(Name, _value);
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
        && message.Headers.NonValidated.TryGetValues(Name, out var values) && values.ToString() == _value;
}
