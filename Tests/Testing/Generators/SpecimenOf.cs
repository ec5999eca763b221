namespace PodioOAuth.Functional.Serving;

/// <summary>A value that shows itself: as C# to be pasted into a test, everything in it revealed, for what was generated is not
/// secret.</summary>
/// <remarks>The types of the library print secrets redacted and bodies by their length, in counter-examples too. Take a specimen as the
/// argument of a property instead, such as <c>Specimen&lt;HttpReply&gt;</c>: see
/// <see cref="PodioArbitraries.SpecimensOf{T}"/>.</remarks>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class Specimen<T>
{
    private readonly Func<T, string> _text = SpecimenKinds.Of<T>().Text;

    /// <summary>Wraps a value.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <exception cref="NotSupportedException">There are no specimens of the type.</exception>
    public Specimen(T value) => Value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>The value.</summary>
    public T Value { get; }

    /// <summary>The C# expression that makes the value. Reveals everything in it.</summary>
    public override string ToString() => _text(Value);
}
