namespace PodioOAuth.Functional;

/// <summary>What is wrong with a body, and where.</summary>
internal sealed record ReplyProblem(string Where, MalformedReplyProblem Problem);
