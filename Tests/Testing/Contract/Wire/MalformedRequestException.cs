namespace PodioOAuth.Functional.Serving;

/// <summary>A client sent something that isn't an HTTP request. The message quotes nothing of it.</summary>
internal sealed class MalformedRequestException(string problem) : FormatException($"The request is malformed: {problem}.");
