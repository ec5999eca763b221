using System.Reflection;
using WebSignIn.Pages;

namespace PodioOAuth.Functional.WebSignIn.Tests.Server;

/// <summary>The lists that routes and pictures are made from leave nothing out.</summary>
public sealed class PageListTests
{
    [Fact]
    public void The_list_contains_every_problem() => Assert.Equal(FieldsOf<Problem>(), Problem.All);

    [Fact]
    public void The_list_contains_every_sign_out_result() => Assert.Equal(FieldsOf<SignedOut>(), SignedOut.All);

    [Fact]
    public void Each_problem_of_a_sign_in_has_a_page_of_its_own() => Assert.Equal(
        Enum.GetValues<PodioSignInProblem>().Length, Enum.GetValues<PodioSignInProblem>().Select(Problem.Of).Distinct().Count());

    private static IEnumerable<T> FieldsOf<T>() => Fields<T>().Select(field => (T)field.GetValue(null)!);

    private static IEnumerable<FieldInfo> Fields<T>() =>
        typeof(T).GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            .Where(field => field.FieldType == typeof(T));
}
