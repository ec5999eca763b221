using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

// Consent = Agree (user id) | Deny

/// <summary>The decision of the user on Podio's authorize page. Closed and immutable, with value equality.</summary>
public abstract record Consent
{
    private protected Consent()
    {
    }

    /// <summary>The person denies access.</summary>
    public static Consent Deny { get; } = new DenyConsent();

    /// <summary>Creates the consent of a person who is signed in as this user and agrees to everything requested.</summary>
    /// <param name="userId">The user ID.</param>
    public static Consent Agree(long userId) => new AgreeConsent(userId);

    /// <summary>Calls the function for this consent's case. Exhaustive: a new case would add a parameter.</summary>
    public T Match<T>(Func<AgreeConsent, T> agree, Func<DenyConsent, T> deny) => Dispatch(new Cases<T>(agree, deny));

    private protected abstract T Dispatch<T>(in Cases<T> on);

    private protected readonly record struct Cases<T>(Func<AgreeConsent, T> Agree, Func<DenyConsent, T> Deny);
}
