namespace PodioOAuth.Functional.Core.Tests.Errors;

/// <summary>However many fields are wrong, what is printed of them can be read.</summary>
public sealed class ManyFieldsTests
{
    [Theory]
    [InlineData(20, "")]
    [InlineData(21, "1 more not shown.")]
    [InlineData(16_385, "16365 more not shown.")]
    public void Twenty_field_errors_are_printed_and_the_others_counted(int count, string rest)
    {
        var error = PodioScope.Parse(new string(' ', count - 1)).Left();
        Assert.Equal(count, error.As<InvalidInputError>().Fields.Count);
        Assert.Contains("in pair 20.", error.Describe(), StringComparison.Ordinal);
        Assert.DoesNotContain("in pair 21.", error.Describe(), StringComparison.Ordinal);
        Assert.EndsWith(rest, error.Describe(), StringComparison.Ordinal);
        Assert.Equal(rest.Length > 0, error.ToString().EndsWith(" more }", StringComparison.Ordinal));
    }
}
