using LanguageExt;
using LanguageExt.Common;

namespace PodioOAuth.Functional;

/// <summary>The library's errors among LanguageExt's own types.</summary>
public static class ErrorConversions
{
    /// <summary>The error as one of LanguageExt's, for <c>Fin</c>, <c>Eff</c> and <c>Aff</c>: an <see cref="OAuthFailure"/>.</summary>
    /// <example><c>outcome.ToEff(Left: error => error.ToError())</c></example>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is null.</exception>
    public static Error ToError(this OAuthError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new OAuthFailure(error);
    }

    /// <summary>The error as one of LanguageExt's, for <c>Fin</c>, <c>Eff</c> and <c>Aff</c>: a <see cref="TokenSourceFailure"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is null.</exception>
    public static Error ToError(this TokenSourceError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new TokenSourceFailure(error);
    }

    /// <summary>The outcome of a pure step with its field errors one by one, so that those of several requests add up.</summary>
    /// <remarks>
    /// <para>For steps whose only error is an <see cref="InvalidInputError"/>: <c>Validate</c>, <c>Encode</c>, <c>Decode</c>,
    /// <c>PodioEndpoint.Create</c>, <c>PodioScope.Parse</c>. No other error has field errors: one disguised as such would lose its case,
    /// its status and its wait, and ask a person to correct what is right. Match the outcome of a transport first.</para>
    /// <para>Back again: <c>validation.ToEither().MapLeft(fields => OAuthError.InvalidInput(fields))</c>.</para>
    /// </remarks>
    /// <example><c>(Encode(a).ToFieldValidation(), Encode(b).ToFieldValidation()).Apply((x, y) => …)</c></example>
    /// <exception cref="InvalidOperationException">The error is another, or the outcome is <c>default(Either)</c>.</exception>
    public static Validation<FieldError, T> ToFieldValidation<T>(this Either<OAuthError, T> outcome) => outcome.Case switch
    {
        InvalidInputError invalid => Validation<FieldError, T>.Fail(Prelude.toSeq(invalid.Fields)),
        OAuthError error => throw new InvalidOperationException( // Not by Match: a new case would have no field errors either.
            $"Only an invalid input has field errors, and the outcome is another error. Match it first. {error.Describe()}"),
        null => throw new InvalidOperationException("The outcome is default(Either) instead of a value or an error."),
        var value => Validation<FieldError, T>.Success((T)value),
    };
}
