using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>A type with specimens: how it is generated, shrunk and printed.</summary>
internal sealed record SpecimenKind<T>(Arbitrary<T> Values, Func<T, string> Text);

/// <summary>The types with specimens.</summary>
internal static class SpecimenKinds
{
    private static readonly Dictionary<Type, object> Kinds = new(
    [
        Kind(PodioArbitraries.Secrets(), secret => $"new Secret({CSharpText.Of(secret)})"),
        Kind(PodioArbitraries.Clients(), RequestText.Of),
        Kind(PodioArbitraries.Grants(), RequestText.Of),
        Kind(PodioArbitraries.TokenRequests(), RequestText.Of),
        Kind(Arb.From(Requests.SecondFactor, Shrinks.OfValid), RequestText.Of),
        Kind(Arb.From(Authorizations.Request, Authorizations.Simpler), RequestText.Of),
        Kind(PodioArbitraries.AuthorizationCallbacks(), RequestText.Of),
        Kind(PodioArbitraries.ScopeItems(), RequestText.Of),
        Kind(PodioArbitraries.PodioScopes(), RequestText.Of),
        Kind(PodioArbitraries.ReceivedRequests(), RequestText.Of),
        Kind(PodioArbitraries.HttpReplies(), ReplyText.Of),
        Kind(PodioArbitraries.Tokens(), ReplyText.Of),
        Kind(PodioArbitraries.References(), ReplyText.Of),
        Kind(PodioArbitraries.Facts(), ReplyText.Of),
        Kind(PodioArbitraries.RetryAfters(), ReplyText.Of),
        Kind(PodioArbitraries.OAuthErrors(), ErrorText.Of),
        Kind(PodioArbitraries.SavedLogins(), ReplyText.Of),
        Kind(PodioArbitraries.RenewalPolicies(), ReplyText.Of),
    ]);

    internal static SpecimenKind<T> Of<T>() => Kinds.TryGetValue(typeof(T), out var kind)
        ? (SpecimenKind<T>)kind
        : throw new NotSupportedException(
            $"There are no specimens of {typeof(T)}. There are specimens of {string.Join(", ", Kinds.Keys.Select(type => type.Name))}.");

    private static KeyValuePair<Type, object> Kind<T>(Arbitrary<T> values, Func<T, string> text) =>
        new(typeof(T), new SpecimenKind<T>(values, text));
}
