using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace PodioOAuth.Functional.Core.Tests.Leaks;

/// <summary>What a logger that destructures writes of a value: it reads every public getter, whatever its attributes say, and writes bytes
/// in hex.</summary>
public sealed class SerilogTests
{
    private const string Text = "s3cret+&=%/\"\\ 0123456789abcdef";

    [Fact]
    public void A_reply_and_a_request_show_what_their_texts_show()
    {
        var reply = new HttpReply(200, Text, Encoding.UTF8.GetBytes(Text))
        {
            Location = Text,
            Date = Text,
            RequestId = Text,
            RetryAfter = [Text],
            WwwAuthenticate = Text,
            RateLimitLimit = Text,
            RateLimitRemaining = Text,
        };
        var request = new Serving.ReceivedRequest("POST", Text, Text, Text, Encoding.UTF8.GetBytes(Text)) { Query = Text };
        Assert.StartsWith("HttpReply { Status: 200, IsBodyTooLarge: False }", Write(reply), StringComparison.Ordinal);
        Assert.StartsWith("ReceivedRequest { Method: \"POST\", Authorization: Secret {  } }", Write(request), StringComparison.Ordinal);
    }

    [Fact]
    public void No_public_value_shows_a_secret()
    {
        var search = LeakSearch.For("secret", Text);
        var values = PublicTypes.Around(Text);
        Assert.NotEmpty(values);
        Assert.Empty(values.SelectMany(value => search.In(value.GetType().Name, Write(value))));
    }

    /// <summary>The event as a text and as JSON.</summary>
    private static string Write(object value)
    {
        var written = new StringWriter();
        using (var logger = new LoggerConfiguration().WriteTo.Sink(new Sink(written)).CreateLogger())
        {
            logger.Information("{@Value}", value);
        }

        return written.ToString();
    }

    private sealed class Sink(TextWriter written) : ILogEventSink
    {
        public void Emit(LogEvent logEvent)
        {
            logEvent.RenderMessage(written, CultureInfo.InvariantCulture);
            written.WriteLine();
            new JsonFormatter().Format(logEvent, written);
        }
    }
}
