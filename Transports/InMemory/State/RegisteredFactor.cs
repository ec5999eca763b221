using System.Collections.Immutable;

namespace PodioOAuth.Functional;

/// <summary>A user's second factor: the one-time code of the moment, and the recovery codes that are left.</summary>
internal sealed record RegisteredFactor(Secret OneTimeCode, ImmutableHashSet<Secret> RecoveryCodes)
{
    /// <summary>What is left after a right code; null for a wrong one.</summary>
    internal RegisteredFactor? Spend(SecondFactor factor) => factor.Match(
        oneTimeCode: shown => shown.Code == OneTimeCode ? this : null,
        recoveryCode: shown => RecoveryCodes.Contains(shown.Code) ? this with { RecoveryCodes = RecoveryCodes.Remove(shown.Code) } : null);

    public bool Equals(RegisteredFactor? other) =>
        other is not null && OneTimeCode == other.OneTimeCode && RecoveryCodes.SetEquals(other.RecoveryCodes);

    public override int GetHashCode() => HashCode.Combine(OneTimeCode, RecoveryCodes.Count);
}
