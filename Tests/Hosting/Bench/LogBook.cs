namespace PodioOAuth.Functional.Hosting.Tests;

/// <summary>Keeps all that is logged, of every category: what a person reads, what a machine reads, and what it is logged within.</summary>
internal sealed class LogBook : ILoggerProvider
{
    private readonly ConcurrentQueue<LogEntry> _entries = new();

    internal IReadOnlyList<LogEntry> Entries => [.. _entries];

    /// <summary>The events of this library, by id.</summary>
    internal IEnumerable<int> Events => Entries
        .Where(entry => entry.Category == PodioLog.Category && entry.Event != 0)
        .Select(entry => entry.Event);

    /// <summary>What the events of this library with an id have under a name.</summary>
    internal IEnumerable<string> Values(int id, string name) =>
        Entries.Where(entry => entry.Category == PodioLog.Category && entry.Event == id).Select(entry => entry[name]);

    public ILogger CreateLogger(string categoryName) => new Log(this, categoryName);

    public void Dispose() { }

    private void Write<TState>(string category, int @event, LogLevel level, TState state, string text)
    {
        var parts = state is IEnumerable<KeyValuePair<string, object?>> pairs ? pairs.Select(pair => $"{pair.Key}={pair.Value}") : [];
        _entries.Enqueue(new LogEntry(category, @event, level, string.Join('\n', [text, state?.ToString(), .. parts])));
    }

    private sealed class Log(LogBook book, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            book.Write(category, 0, LogLevel.None, state, "scope"); // Around entries of every level.
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            book.Write(category, eventId.Id, logLevel, state, string.Join('\n', formatter(state, exception), eventId, exception));
    }
}

internal sealed record LogEntry(string Category, int Event, LogLevel Level, string Text)
{
    /// <summary>What a machine reads under a name.</summary>
    internal string this[string name] =>
        Text.Split('\n').Single(line => line.StartsWith($"{name}=", StringComparison.Ordinal))[(name.Length + 1)..];
}
