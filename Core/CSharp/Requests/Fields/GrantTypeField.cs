using System.Text;

namespace PodioOAuth.Functional;

/// <summary>The parameter <c>grant_type</c> with its value, written out beforehand: nothing in it comes from a caller, so nothing needs a look.</summary>
internal sealed class GrantTypeField
{
    internal static readonly GrantTypeField AuthorizationCode = new(GrantTypes.AuthorizationCode);
    internal static readonly GrantTypeField Password = new(GrantTypes.Password);
    internal static readonly GrantTypeField App = new(GrantTypes.App);
    internal static readonly GrantTypeField RefreshToken = new(GrantTypes.RefreshToken);

    private GrantTypeField(string value) => (Value, FormText) = (value, Encoding.ASCII.GetBytes($"{FieldNames.GrantType}={value}"));

    internal string Value { get; }

    /// <summary><c>grant_type=value</c>, without an <c>&amp;</c>: it comes first.</summary>
    internal byte[] FormText { get; }
}
