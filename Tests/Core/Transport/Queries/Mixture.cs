namespace PodioOAuth.Functional.Core.Tests.Transports.Queries;

/// <summary>Where a directive stands in a file: outside the namespace, or inside, where it is nearer to the query.</summary>
internal enum Place
{
    Absent,
    File,
    Namespace,
}

/// <summary>The using directives of a file that holds queries: the compiler takes the operators of the nearest.</summary>
/// <param name="LanguageExt">Where LanguageExt's namespace is opened, with its operators for every task.</param>
/// <param name="Ours">Where ours is opened.</param>
/// <param name="HasPrelude">Whether the file also opens LanguageExt's Prelude.</param>
/// <param name="HasLinq">Whether the file also opens System.Linq.</param>
internal sealed record Mixture(Place LanguageExt, Place Ours, bool HasPrelude, bool HasLinq)
{
    /// <summary>The mixtures in which ours are imported, and no others are nearer.</summary>
    internal static IReadOnlyList<Mixture> All { get; } =
    [
        .. from languageExt in new[] { Place.Absent, Place.File }
           from ours in new[] { Place.File, Place.Namespace }
           from others in new[] { false, true }
           select new Mixture(languageExt, ours, HasPrelude: others, HasLinq: others),
    ];

    /// <summary>A file with one query, in a namespace that is not below ours.</summary>
    internal string FileOf(string query, string className) =>
        $$"""
        {{At(Place.File)}}
        namespace Users
        {
            {{At(Place.Namespace)}}
            public static class {{className}}
            {
                public static object Run({{typeof(Steps).FullName}} s) =>
                    {{query}};
            }
        }
        """;

    public override string ToString() =>
        $"LanguageExt: {LanguageExt}, ours: {Ours}{(HasPrelude ? ", Prelude" : "")}{(HasLinq ? ", System.Linq" : "")}";

    private string At(Place place) => string.Concat(
        LanguageExt == place ? "using LanguageExt;\n" : "",
        Ours == place ? "using PodioOAuth.Functional;\n" : "",
        HasPrelude && place == Place.File ? "using static LanguageExt.Prelude;\n" : "",
        HasLinq && place == Place.File ? "using System.Linq;\n" : "",
        place == Place.File ? "using System;\nusing System.Threading.Tasks;\n" : "");
}
