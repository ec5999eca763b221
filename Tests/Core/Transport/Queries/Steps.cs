using LanguageExt;

namespace PodioOAuth.Functional.Core.Tests.Transports.Queries;

/// <summary>What queries are made of: numbered steps that write down that they ran, one of which fails.</summary>
/// <remarks>Public for the compiled queries.</remarks>
public sealed class Steps(int failing)
{
    /// <summary>The numbers of the steps that ran.</summary>
    public List<int> Ran { get; } = [];

    /// <summary>The numbers of the steps that ran and had no error to give.</summary>
    public List<int> RanWithoutError { get; } = [];

    /// <summary>The error of a step, as it comes out of a query.</summary>
    public static string ErrorOf(int number) => $"step {number} failed";

    public async Task<Either<OAuthError, int>> Ask(int number, int value)
    {
        Ran.Add(number);
        await Task.Yield();
        return Outcome(number, value);
    }

    public async Task<Either<OAuthError, string>> Text(int number, string value)
    {
        Ran.Add(number);
        await Task.Yield();
        return Outcome(number, value);
    }

    public Either<OAuthError, int> Pure(int number, int value)
    {
        Ran.Add(number);
        return Outcome(number, value);
    }

    /// <summary>A step with another type of error.</summary>
    public async Task<Either<TokenSourceError, int>> Source(int number, int value)
    {
        Ran.Add(number);
        await Task.Yield();
        return SourceOutcome(number, value);
    }

    public Either<TokenSourceError, int> PureSource(int number, int value)
    {
        Ran.Add(number);
        return SourceOutcome(number, value);
    }

    /// <summary>A step without an error of its own.</summary>
    public async Task<int> Plain(int number, int value)
    {
        Ran.Add(number);
        RanWithoutError.Add(number);
        await Task.Yield();
        return value;
    }

    /// <summary>A step with nothing to give.</summary>
    public async Task Nothing(int number)
    {
        Ran.Add(number);
        RanWithoutError.Add(number);
        await Task.Yield();
    }

    /// <summary>The error of a step, for queries that make it themselves.</summary>
    public OAuthError Error(int number) => OAuthError.InvalidInput([new FieldError("step", FieldProblem.Custom, ErrorOf(number))]);

    private Either<OAuthError, T> Outcome<T>(int number, T value) => number == failing
        ? Error(number)
        : value;

    private Either<TokenSourceError, int> SourceOutcome(int number, int value) => number == failing
        ? TokenSourceError.Store(StoreProblem.Unreadable, ErrorOf(number))
        : value;
}
