namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Figures of one kind of work, which share a pace and a table.</summary>
internal sealed record FigureGroup(string Title, Paces Paces, IReadOnlyList<Figure> Figures);
