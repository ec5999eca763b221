namespace PodioOAuth.Functional.Support;

/// <summary>The server did not start.</summary>
public sealed class ServerException(string name, string cure, string said) : Exception($"{name} does not start ({cure}): {said}");
