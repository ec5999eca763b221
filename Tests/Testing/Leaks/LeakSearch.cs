using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

// LeakSearch = (name × secret)*      In : channel × text or bytes → Leak*

/// <summary>Searches what a program emits for secrets, including escaped and encoded ones.</summary>
/// <remarks>
/// <para>For tests: <c>Assert.Empty(LeakSearch.For(request).In("log", log))</c>. The texts are decoded, up to three layers deep, rather
/// than the secrets encoded, so a partly escaped secret or the base64 of a whole form is found too. Case is ignored.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed class LeakSearch
{
    /// <summary>The minimum length of a secret, in UTF-16 units. A shorter one would be found by chance.</summary>
    public const int ShortestSecret = 6;

    private readonly KeyValuePair<string, string>[] _sought;

    private LeakSearch(KeyValuePair<string, string>[] sought) => _sought = sought;

    /// <summary>Secrets to search for: of VSCHAR, long enough not to be found by chance, and full of what breaks encoders. They shrink, but
    /// stay long enough.</summary>
    /// <remarks>For a whole request and token with such secrets, see <see cref="LeakSpecimen"/>.</remarks>
    public static Arbitrary<Secret> Secrets() => Arb.From(
        LongSecrets.VsChar.Select(text => new Secret(text)),
        secret => LongSecrets.Simpler(secret.Reveal()).Select(text => new Secret(text)));

    /// <summary>Creates a search for secrets.</summary>
    /// <param name="secrets">The secrets by name. The names appear in findings.</param>
    /// <exception cref="ArgumentException">A secret is null or shorter than <see cref="ShortestSecret"/>. The message contains its name,
    /// not its value.</exception>
    public static LeakSearch For(IEnumerable<KeyValuePair<string, Secret?>> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        return new LeakSearch([.. secrets.Select(secret => KeyValuePair.Create(secret.Key, Check(secret)))]);
    }

    /// <summary>Creates a search for one secret.</summary>
    /// <param name="name">The name of the secret in findings.</param>
    /// <param name="secret">The secret, at least <see cref="ShortestSecret"/> UTF-16 units long.</param>
    /// <exception cref="ArgumentException">The secret is null or too short.</exception>
    public static LeakSearch For(string name, Secret secret) => For([KeyValuePair.Create<string, Secret?>(name, secret)]);

    /// <summary>Creates a search for the secrets of a request: the client secret, and the grant's password, code or token.</summary>
    /// <param name="request">The request. It may be invalid.</param>
    /// <exception cref="ArgumentException">The request has no grant, or a secret is null or shorter than
    /// <see cref="ShortestSecret"/>.</exception>
    public static LeakSearch For(TokenRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Grant is null)
        {
            throw new ArgumentException("The request has no grant to search for.", nameof(request));
        }

        return For(
        [
            KeyValuePair.Create(FieldNames.ClientSecret, request.Client?.ClientSecret),
            request.Grant.Match(
                authorizationCode: grant => KeyValuePair.Create<string, Secret?>(FieldNames.Code, grant.Code),
                password: grant => KeyValuePair.Create<string, Secret?>(FieldNames.Password, grant.Password),
                app: grant => KeyValuePair.Create<string, Secret?>(FieldNames.AppToken, grant.AppToken),
                refreshToken: grant => KeyValuePair.Create<string, Secret?>(FieldNames.RefreshToken, grant.RefreshToken)),
        ]);
    }

    /// <summary>Creates a search for the access token and, if there is one, the refresh token.</summary>
    /// <param name="token">The token.</param>
    public static LeakSearch For(Token token)
    {
        ArgumentNullException.ThrowIfNull(token);
        var access = KeyValuePair.Create<string, Secret?>("access_token", token.AccessToken);
        return For(
            token.RefreshToken is null
                ? [access]
                : [access, KeyValuePair.Create<string, Secret?>(FieldNames.RefreshToken, token.RefreshToken)]);
    }

    /// <summary>Combines this search with another one.</summary>
    /// <param name="other">The other search.</param>
    public LeakSearch And(LeakSearch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new LeakSearch([.. _sought, .. other._sought]);
    }

    /// <summary>Returns the secrets found in a text, each at most once.</summary>
    /// <param name="channel">The name of the text in findings.</param>
    /// <param name="text">The text; null contains nothing.</param>
    public IReadOnlyList<Leak> In(string channel, string? text) => Search(channel, [new TextView(LeakForms.Plain, text ?? "")]);

    /// <summary>Returns the secrets found in bytes, each at most once.</summary>
    /// <param name="channel">The name of the bytes in findings.</param>
    /// <param name="bytes">The bytes, read as UTF-8 and as UTF-16 of either byte order.</param>
    public IReadOnlyList<Leak> In(string channel, ReadOnlySpan<byte> bytes) =>
        Search(channel, [new TextView(LeakForms.Plain, Encoding.UTF8.GetString(bytes)), .. TextView.OfUtf16(LeakForms.Utf16, bytes)]);

    /// <summary>Returns the secrets found in an exception: in its text, its data, and its inner exceptions.</summary>
    /// <param name="channel">The name of the exception in findings.</param>
    /// <param name="exception">The exception.</param>
    public IReadOnlyList<Leak> In(string channel, Exception exception) => In(channel, ExceptionText.Of(exception));

    /// <summary>Returns the secrets found in anything that an object reveals about itself: see <see cref="Emissions.Of"/>.</summary>
    /// <param name="value">The object; null shows nothing.</param>
    public IReadOnlyList<Leak> InAnythingShownBy(object? value) =>
        [.. Emissions.Of(value).SelectMany(emission => In(emission.Key, emission.Value))];

    private List<Leak> Search(string channel, IReadOnlyList<TextView> views)
    {
        ArgumentNullException.ThrowIfNull(channel);
        List<Leak> leaks = [];
        var left = _sought.ToList();
        HashSet<(LeakForms Form, string Run)> seen = [];
        for (var layer = 0; layer <= TextView.DeepestLayer && left.Count > 0 && views.Count > 0; layer++)
        {
            foreach (var view in views)
            {
                var found = left.Where(secret => view.Text.Contains(secret.Value, StringComparison.OrdinalIgnoreCase)).ToArray();
                leaks.AddRange(found.Select(secret => new Leak(secret.Key, channel, view.Forms)));
                left.RemoveAll(found.Contains);
            }

            views = layer == TextView.DeepestLayer ? [] : [.. views.SelectMany(view => view.Decoded(seen)).Distinct()];
        }

        return leaks;
    }

    private static string Check(KeyValuePair<string, Secret?> secret) => secret.Value?.Reveal() is { Length: >= ShortestSecret } text
        ? text
        : throw new ArgumentException($"{secret.Key} is missing or shorter than {ShortestSecret} characters.");
}
