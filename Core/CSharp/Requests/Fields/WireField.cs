using System.Text;

namespace PodioOAuth.Functional;

/// <summary>One parameter of a request: its name, ready to be written, and the rule its value follows.</summary>
internal sealed class WireField
{
    internal static readonly WireField GrantType = new(FieldNames.GrantType, TextRule.VsChar);
    internal static readonly WireField ClientId = new(FieldNames.ClientId, TextRule.VsChar);
    internal static readonly WireField ClientSecret = new(FieldNames.ClientSecret, TextRule.VsChar);
    internal static readonly WireField Code = new(FieldNames.Code, TextRule.VsChar);
    internal static readonly WireField RedirectUri = new(FieldNames.RedirectUri, TextRule.RedirectUri);
    internal static readonly WireField Username = new(FieldNames.Username, TextRule.UnicodeNoCrLf);
    internal static readonly WireField Password = new(FieldNames.Password, TextRule.UnicodeNoCrLf);
    internal static readonly WireField AppId = new(FieldNames.AppId, TextRule.PositiveNumber);
    internal static readonly WireField AppToken = new(FieldNames.AppToken, TextRule.VsChar);
    internal static readonly WireField RefreshToken = new(FieldNames.RefreshToken, TextRule.VsChar);
    internal static readonly WireField Nonce = new(FieldNames.Nonce, TextRule.UnicodeNoCrLf); // Podio's own text, sent back as it came.
    internal static readonly WireField OneTimeCode = new(FieldNames.OneTimeCode, TextRule.VsChar);
    internal static readonly WireField RecoveryCode = new(FieldNames.RecoveryCode, TextRule.VsChar);
    internal static readonly WireField ResponseType = new(FieldNames.ResponseType, TextRule.VsChar);
    internal static readonly WireField Scope = new(FieldNames.Scope, TextRule.VsChar);
    internal static readonly WireField State = new(FieldNames.State, TextRule.VsChar);
    internal static readonly WireField AccessToken = new(FieldNames.AccessToken, TextRule.VsChar);
    internal static readonly WireField TokenType = new(FieldNames.TokenType, TextRule.VsChar);
    internal static readonly WireField ExpiresIn = new(FieldNames.ExpiresIn, TextRule.VsChar);
    internal static readonly WireField GrantedScope = new(FieldNames.Scope, TextRule.UnicodeNoCrLf); // A server's own text.
    internal static readonly WireField Error = new(FieldNames.Error, TextRule.VsChar);
    internal static readonly WireField ErrorReason = new(FieldNames.ErrorReason, TextRule.VsChar);
    internal static readonly WireField ErrorDescription = new(FieldNames.ErrorDescription, TextRule.UnicodeNoCrLf);
    internal static readonly WireField ReturnedState = new(FieldNames.State, TextRule.AnyUnicode); // The client's own text.

    private WireField(string name, TextRule rule)
    {
        (Name, Rule) = (name, rule);
        FormPrefix = Encoding.ASCII.GetBytes($"&{name}=");
    }

    internal string Name { get; }

    internal TextRule Rule { get; }

    /// <summary><c>&amp;name=</c>: in a body none of these fields comes first.</summary>
    internal byte[] FormPrefix { get; }
}
