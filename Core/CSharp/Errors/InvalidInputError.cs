using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>The error of an invalid request: nothing was sent. Retrying is useless until the fields are
/// corrected.</summary>
public sealed record InvalidInputError : OAuthError
{
    private const int MostPrinted = 20;

    internal InvalidInputError(IEnumerable<FieldError> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        Fields = Array.AsReadOnly(fields.ToArray());
        if (Fields.Count == 0 || Fields.Any(field => field is null))
        {
            throw new ArgumentException("Invalid input needs at least one field error, and no field error may be null.", nameof(fields));
        }
    }

    /// <summary>All field errors, in wire order. Never empty.</summary>
    public IReadOnlyList<FieldError> Fields { get; }

    /// <summary>Returns whether both contain the same errors in the same order.</summary>
    public bool Equals(InvalidInputError? other) => other is not null && Fields.SequenceEqual(other.Fields);

    /// <inheritdoc/>
    public override int GetHashCode() => Fields.Aggregate(Fields.Count, HashCode.Combine);

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append("Fields = ").AppendJoin(
            ", ", Print(field => $"{Printable.Escape(field.Field)}: {field.Problem}", rest => $"{rest} more"));
        return true;
    }

    internal override string Sentence =>
        "The request isn't valid. "
        + string.Join(' ', Print(error => Printable.Escape(error.Message), rest => $"{rest} more not shown."));

    internal override RetryAdvice Advice => Functional.RetryAdvice.Useless;

    private protected override ReplyFacts? FactsOfReply => null;

    private protected override OAuthError Without(SecretScrubber secrets) => this;

    // A scope made of spaces has 16,385 errors, and no one reads a megabyte.
    private IEnumerable<string> Print(Func<FieldError, string> print, Func<string, string> rest) => Fields.Count <= MostPrinted
        ? Fields.Select(print)
        : Fields.Take(MostPrinted).Select(print).Append(rest((Fields.Count - MostPrinted).ToString(CultureInfo.InvariantCulture)));

    private protected override T Dispatch<T>(in Cases<T> on) => on.InvalidInput(this);
}
