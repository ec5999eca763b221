using System.Globalization;
using LanguageExt;

namespace PodioOAuth.Functional.Serving;

/// <summary>Plays back each exchange once, in order within each kind.</summary>
internal sealed class Replay
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<RecordedExchange>> _left;
    private readonly Dictionary<string, int> _recorded;

    internal Replay(IEnumerable<RecordedExchange> exchanges)
    {
        var byKind = exchanges.ToLookup(exchange => Redaction.KindOf(exchange.Request), StringComparer.Ordinal);
        _left = byKind.ToDictionary(kind => kind.Key, kind => new Queue<RecordedExchange>(kind), StringComparer.Ordinal);
        _recorded = byKind.ToDictionary(kind => kind.Key, kind => kind.Count(), StringComparer.Ordinal);
    }

    internal Task<Either<OAuthError, HttpReply>> SendAsync(FormRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<Either<OAuthError, HttpReply>>(cancellationToken)
            : Task.FromResult(Next(Redaction.KindOf(request.AsReceived())));
    }

    private Either<OAuthError, HttpReply> Next(string kind)
    {
        lock (_gate)
        {
            return _left.TryGetValue(kind, out var left) && left.TryDequeue(out var exchange) ? exchange.Answer : Missing(kind);
        }
    }

    private OAuthError Missing(string kind) => OAuthError.InvalidInput([new FieldError(
        FieldNames.Request,
        FieldProblem.Custom,
        _recorded.TryGetValue(kind, out var count)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The recording has no exchange left for {kind}: it has {count}, and each is played once.")
            : $"The recording has no exchange for {kind}. It has {Contents}.")]);

    private string Contents => _recorded.Count == 0
        ? "none"
        : string.Join(", ", _recorded.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Value} for {kind.Key}")));
}
