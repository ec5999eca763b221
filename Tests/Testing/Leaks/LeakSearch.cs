using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

// LeakSearch = (name × secret)*      In : channel × text or bytes → Leak*

/// <summary>Looks for secrets in what a program emits, also where they were escaped or encoded on the way.</summary>
/// <remarks>
/// <para>Made for tests: <c>Assert.Empty(LeakSearch.For(request).In("log", log))</c>. The texts are decoded rather than the secrets
/// encoded, up to three layers deep, so that a half-escaped secret or base64 of a whole form is found too. Case does not count.</para>
/// <para>Immutable, hence safe to share between threads.</para>
/// </remarks>
public sealed class LeakSearch
{
    /// <summary>The shortest secret that can be sought, in UTF-16 units: a shorter one would be found by chance.</summary>
    public const int ShortestSecret = 6;

    private readonly KeyValuePair<string, string>[] _sought;

    private LeakSearch(KeyValuePair<string, string>[] sought) => _sought = sought;

    /// <summary>Secrets to be sought: long enough, of VSCHAR, not found by chance, and full of what breaks encoders. They shrink, and stay
    /// long enough.</summary>
    /// <remarks>For a whole request and token of such secrets, see <see cref="LeakSpecimen"/>.</remarks>
    public static Arbitrary<Secret> Secrets() => Arb.From(
        LongSecrets.VsChar.Select(text => new Secret(text)),
        secret => LongSecrets.Simpler(secret.Reveal()).Select(text => new Secret(text)));

    /// <summary>A search for these secrets.</summary>
    /// <param name="secrets">The secrets by name. The names appear in findings.</param>
    /// <exception cref="ArgumentException">A secret is null or shorter than <see cref="ShortestSecret"/>. Its name is in the message, it is
    /// not.</exception>
    public static LeakSearch For(IEnumerable<KeyValuePair<string, Secret?>> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        return new LeakSearch([.. secrets.Select(secret => KeyValuePair.Create(secret.Key, Check(secret)))]);
    }

    /// <summary>A search for one secret.</summary>
    /// <param name="name">The name that findings give it.</param>
    /// <param name="secret">The secret, at least <see cref="ShortestSecret"/> long.</param>
    /// <exception cref="ArgumentException">The secret is null or too short.</exception>
    public static LeakSearch For(string name, Secret secret) => For([KeyValuePair.Create<string, Secret?>(name, secret)]);

    /// <summary>A search for the secrets of a request: the client secret, and the grant's password, code or token.</summary>
    /// <param name="request">The request. It may be invalid.</param>
    /// <exception cref="ArgumentException">It has no grant, or a secret is null or shorter than <see cref="ShortestSecret"/>.</exception>
    public static LeakSearch For(TokenRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Grant is null)
        {
            throw new ArgumentException("The request has no grant, so no secret of one can be sought.", nameof(request));
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

    /// <summary>A search for the access token and, where there is one, the refresh token.</summary>
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

    /// <summary>This search and another in one.</summary>
    /// <param name="other">The other search.</param>
    public LeakSearch And(LeakSearch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new LeakSearch([.. _sought, .. other._sought]);
    }

    /// <summary>The secrets found in a text, each at most once.</summary>
    /// <param name="channel">What the text is, for the findings.</param>
    /// <param name="text">The text; null holds nothing.</param>
    public IReadOnlyList<Leak> In(string channel, string? text) => Search(channel, [new TextView(LeakForms.Plain, text ?? "")]);

    /// <summary>The secrets found in bytes, each at most once.</summary>
    /// <param name="channel">What the bytes are, for the findings.</param>
    /// <param name="bytes">The bytes, read as UTF-8 and as UTF-16 of either byte order.</param>
    public IReadOnlyList<Leak> In(string channel, ReadOnlySpan<byte> bytes) =>
        Search(channel, [new TextView(LeakForms.Plain, Encoding.UTF8.GetString(bytes)), .. TextView.OfUtf16(LeakForms.Utf16, bytes)]);

    /// <summary>The secrets found in an exception: in its text, in its data, and in the exceptions within it.</summary>
    /// <param name="channel">Where the exception was met, for the findings.</param>
    /// <param name="exception">The exception.</param>
    public IReadOnlyList<Leak> In(string channel, Exception exception) => In(channel, ExceptionText.Of(exception));

    /// <summary>The secrets found in anything that an object shows of itself: see <see cref="Emissions.Of"/>.</summary>
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
        : throw new ArgumentException($"{secret.Key} is missing or too short to be sought: it takes {ShortestSecret} characters.");
}
