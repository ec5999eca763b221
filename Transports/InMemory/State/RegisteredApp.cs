namespace PodioOAuth.Functional;

/// <summary>An app and the token of its "Developer" page (PODIO 2.5).</summary>
internal sealed record RegisteredApp(long Id, Secret Token);
