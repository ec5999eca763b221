namespace PodioOAuth.Functional;

/// <summary>A new authorization code, and the state that knows it.</summary>
/// <param name="State">The state after issuing.</param>
/// <param name="Code">The code: good for one exchange.</param>
public sealed record IssuedCode(PodioState State, Secret Code);
