namespace PodioOAuth.Functional;

/// <summary>xunit's assertions, but for those that pass on nothing: what is said of all has to be said of one at least.</summary>
/// <remarks>Every test means this class by <c>Assert</c>, for it lies in a namespace around its own. Where there may be
/// none, say so: <c>Assert.DoesNotContain</c> what is wrong.</remarks>
internal abstract class Assert : Xunit.Assert
{
    public static new void All<T>(IEnumerable<T> collection, Action<T> action) => Xunit.Assert.All(Some(collection), action);

    public static new void All<T>(IEnumerable<T> collection, Action<T, int> action) => Xunit.Assert.All(Some(collection), action);

    public static new Task AllAsync<T>(IEnumerable<T> collection, Func<T, Task> action) =>
        Xunit.Assert.AllAsync(Some(collection), action);

    public static new Task AllAsync<T>(IEnumerable<T> collection, Func<T, int, Task> action) =>
        Xunit.Assert.AllAsync(Some(collection), action);

    private static T[] Some<T>(IEnumerable<T> collection)
    {
        T[] items = [.. collection];
        NotEmpty(items);
        return items;
    }
}
