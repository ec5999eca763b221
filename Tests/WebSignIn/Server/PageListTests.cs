using System.Reflection;
using WebSignIn.Account;
using WebSignIn.Pages;

namespace PodioOAuth.Functional.WebSignIn.Tests.Server;

/// <summary>The lists that routes and pictures are made from leave nothing out.</summary>
public sealed class PageListTests
{
    [Fact]
    public void Every_problem_is_in_the_list() => Assert.Equal(FieldsOf<Problem>(), Problem.All);

    [Fact]
    public void Every_end_is_in_the_list_in_the_order_of_the_results()
    {
        Assert.Equal(FieldsOf<SignedOut>(), SignedOut.All);
        Assert.Equal(Enum.GetNames<SignOutEnd>(), NamesOf<SignedOut>());
    }

    private static IEnumerable<T> FieldsOf<T>() => Fields<T>().Select(field => (T)field.GetValue(null)!);

    private static IEnumerable<string> NamesOf<T>() => Fields<T>().Select(field => field.Name);

    private static IEnumerable<FieldInfo> Fields<T>() =>
        typeof(T).GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            .Where(field => field.FieldType == typeof(T));
}
