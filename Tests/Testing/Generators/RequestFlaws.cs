using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>Returns everything that is wrong with a request according to <see cref="FieldGrammar"/>, in wire order.</summary>
internal static class RequestFlaws
{
    internal static IReadOnlyList<Flaw> Of(TokenRequest request) =>
    [
        .. When(!Enum.IsDefined(request.Format), FieldNames.Format, FieldProblem.OutOfRange),
        .. When(request.Grant is null, FieldNames.GrantType, FieldProblem.Missing),
        .. When(RequestParts.AppIdOf(request) <= 0, FieldNames.AppId, FieldProblem.OutOfRange),
        .. RequestParts.TextsOf(request).SelectMany(text =>
            FieldGrammar.ProblemsOf(text.Key, text.Value).Select(problem => new Flaw(text.Key, problem))),
    ];

    private static IEnumerable<Flaw> When(bool isWrong, string field, FieldProblem problem) => isWrong ? [new Flaw(field, problem)] : [];
}
