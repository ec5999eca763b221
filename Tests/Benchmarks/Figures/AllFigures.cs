namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Every figure, in the order of the table.</summary>
internal static class AllFigures
{
    internal static IReadOnlyList<Figure> List { get; } =
    [
        EncodePasswordGrant.Figure,
        .. ParseBesideSystemTextJson.Figures,
        .. ParseBesideDuende.Figures,
    ];
}
