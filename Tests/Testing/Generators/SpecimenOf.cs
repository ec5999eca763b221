namespace PodioOAuth.Functional.Serving;

/// <summary>A generated value that prints itself as C# to paste into a test, with everything revealed: generated values aren't
/// secret.</summary>
/// <remarks>The types of the library print <c>[redacted]</c> for secrets and only the length of bodies, also in counterexamples. Use a
/// specimen, such as <c>Specimen&lt;HttpReply&gt;</c>, as the argument of a property instead: see
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

    /// <summary>Returns the C# expression that creates the value. Reveals everything in it.</summary>
    public override string ToString() => _text(Value);
}
