using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

// Consent = Agree (user id) | Deny

/// <summary>What the person before the browser does at Podio's authorize page. Closed and immutable, with value equality.</summary>
public abstract record Consent
{
    private protected Consent()
    {
    }

    /// <summary>The person denies.</summary>
    public static Consent Deny { get; } = new DenyConsent();

    /// <summary>The person is signed in as this user, and agrees to all that is asked for.</summary>
    /// <param name="userId">The user's id.</param>
    public static Consent Agree(long userId) => new AgreeConsent(userId);

    /// <summary>Runs the function for the case that this consent is. Complete: a new case would be a new parameter.</summary>
    public T Match<T>(Func<AgreeConsent, T> agree, Func<DenyConsent, T> deny) => Dispatch(new Cases<T>(agree, deny));

    private protected abstract T Dispatch<T>(in Cases<T> on);

    private protected readonly record struct Cases<T>(Func<AgreeConsent, T> Agree, Func<DenyConsent, T> Deny);
}
