using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PodioOAuth.Functional;
using PodioToken.Profiles;
using PodioToken.Reports;
using PodioToken.Saving;
using PodioToken.Settings;

namespace PodioToken.Commands;

/// <summary>Calls Podio's API with the token of a profile, and prints the reply unchanged.</summary>
internal sealed class ApiCommand : ProfileCommand
{
    // One less than System.Text.Json reads and writes: the object around the body is one more.
    private static readonly JsonDocumentOptions Embedded = new() { MaxDepth = 63 };

    private readonly Argument<string> _path = new("PATH") { Description = "A path such as user/status, or an address of the same API." };

    private readonly Option<string?> _method = new("--method", "-X")
    {
        Description = "The HTTP method; GET by default, POST with --input.",
        HelpName = "METHOD",
    };

    private readonly Option<string?> _input = new("--input")
    {
        Description = "The JSON file to send as the body; - for standard input.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _include = new("--include", "-i") { Description = "Print status and headers before the body." };

    public ApiCommand(Surroundings surroundings)
        : base("api", "Call Podio's API with a fresh access token, and print the body of the reply unchanged.", surroundings)
    {
        _method.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(token.Value is { Length: > 0 } method && method.All(char.IsAsciiLetter)))
            {
                result.AddError("--method must be an HTTP method such as GET, POST, PUT or DELETE.");
            }
        });
        _input.NotEmpty();
        Arguments.Add(_path);
        Options.Add(_method);
        Options.Add(_input);
        Options.Add(_include);
    }

    public override IReadOnlyList<Variable> Variables => [Variable.AccessToken, .. base.Variables];

    protected override bool UsesEnvironment => true;

    protected override async Task<Outcome> RunAsync(ParseResult parsed, Teller teller, CancellationToken cancellationToken)
    {
        await using var session = await OpenSessionAsync(parsed, teller, cancellationToken);
        using var request = new HttpRequestMessage(
            MethodOf(parsed), AddressOf(parsed.GetRequiredValue(_path), session.Profile.Endpoint.Api));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (await InputAsync(parsed, cancellationToken) is { } input)
        {
            request.Content = new ByteArrayContent(input) { Headers = { ContentType = new("application/json") } };
        }

        using var client = session.ToApiClient();
        try
        {
            using var reply = await teller.Error.WhileShowingAsync("Calling Podio…", () => client.SendAsync(request, cancellationToken));
            return await OutcomeOf(reply, parsed.GetValue(_include), cancellationToken);
        }
        catch (TokenUnavailableException exception)
        {
            return session.OutcomeOf(exception.Error, Surroundings.Time.GetUtcNow());
        }
        catch (HttpRequestException exception)
        {
            return Unreachable(ReasonOf(exception), exception.HttpRequestError);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unreachable(UnreachableReason.Timeout, HttpRequestError.Unknown);
        }
    }

    // Joined as text: a path that starts with two slashes would be another host, and one that starts with one would drop the API's path.
    private static Uri AddressOf(string path, Uri api)
    {
        var isAddress = Uri.TryCreate(path, UriKind.Absolute, out var address)
            && path.Contains("://", StringComparison.Ordinal) && !path.StartsWith('/'); // On Unix, a path is a file's address too.
        var asked = isAddress ? address
            : Uri.TryCreate(api.AbsoluteUri + path.TrimStart('/'), UriKind.Absolute, out var joined) ? joined
            : null;
        var isOther = path.Contains('\\', StringComparison.Ordinal) || (!isAddress && path.StartsWith("//", StringComparison.Ordinal));
        return asked is null || isOther
            ? throw EndedException.Of(ExitCode.InvalidInput, $"'{new ServerText(path).Reveal()}' isn't an API path. Nothing was sent.")
            : asked.GetLeftPart(UriPartial.Authority) != api.GetLeftPart(UriPartial.Authority)
            ? throw EndedException.Of(
                ExitCode.InvalidInput,
                $"This profile's token is only for {api.Authority}, not for {asked.Authority}. Nothing was sent.")
            : asked;
    }

    private HttpMethod MethodOf(ParseResult parsed) =>
        parsed.GetValue(_method) is { } method ? new HttpMethod(method.ToUpperInvariant())
        : parsed.GetValue(_input) is null ? HttpMethod.Get
        : HttpMethod.Post;

    private async Task<byte[]?> InputAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_input) is not { } file)
        {
            return null;
        }

        try
        {
            if (file != "-")
            {
                return await File.ReadAllBytesAsync(file, cancellationToken);
            }

            using var stream = Console.OpenStandardInput();
            using var buffer = new MemoryStream();
            await stream.CopyToAsync(buffer, cancellationToken).WaitAsync(cancellationToken);
            return buffer.ToArray();
        }
        catch (Exception exception) when (TokenFile.IsFailure(exception))
        {
            throw EndedException.Of(ExitCode.InvalidInput, $"The request body couldn't be read: {exception.Message} Nothing was sent.");
        }
    }

    private async Task<Outcome> OutcomeOf(HttpResponseMessage reply, bool isIncluded, CancellationToken cancellationToken)
    {
        var body = await reply.Content.ReadAsByteArrayAsync(cancellationToken);
        var read = new HttpReply((int)reply.StatusCode, reply.Content.Headers.ContentType?.ToString(), body)
        {
            RetryAfter = Header(reply, "Retry-After"),
            RequestId = Header(reply, "X-Podio-Request-Id").FirstOrDefault(),
            WwwAuthenticate = Header(reply, "WWW-Authenticate").FirstOrDefault(),
        };
        Fact[] facts =
        [
            new("status", read.Status),
            new("request_id", Header(reply, "X-Podio-Request-Id").FirstOrDefault()),
            new("body", Json(body)),
        ];
        byte[] shown = isIncluded ? [.. Encoding.UTF8.GetBytes(HeadOf(reply)), .. body] : body;
        var outcome = ApiReply.ErrorOf(read) is { } error
            ? Outcomes.Of(error, Surroundings.Time.GetUtcNow()) with { Facts = facts }
            : Outcome.Done("replied", facts);
        return outcome with { RawBytes = shown };
    }

    private static string[] Header(HttpResponseMessage reply, string name) =>
        reply.Headers.NonValidated.TryGetValues(name, out var values) ? [.. values] : [];

    private static string HeadOf(HttpResponseMessage reply)
    {
        var lines = reply.Headers.Concat(reply.Content.Headers)
            .SelectMany(header => header.Value.Select(value => $"{header.Key}: {value}\n"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/{reply.Version} {(int)reply.StatusCode} {reply.ReasonPhrase}\n{string.Concat(lines)}\n");
    }

    // JSON is embedded as a value; anything else as text. So is JSON that can't be written, such as one with half a surrogate pair: a node
    // is decoded only when it is written, which would be too late to fail.
    private static JsonNode? Json(byte[] body)
    {
        try
        {
            var node = body.Length == 0 ? null : JsonNode.Parse(body, documentOptions: Embedded);
            _ = node?.ToJsonString();
            return node;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Encoding.UTF8.GetString(body);
        }
    }

    private Outcome Unreachable(UnreachableReason reason, HttpRequestError error) => Outcomes.Of(
        OAuthError.Unreachable(
            reason,
            mayHaveBeenProcessed: error is not (HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError)),
        Surroundings.Time.GetUtcNow());

    private static UnreachableReason ReasonOf(HttpRequestException exception) => exception switch
    {
        { HttpRequestError: HttpRequestError.NameResolutionError } => UnreachableReason.NameResolution,
        {
            HttpRequestError: HttpRequestError.ConnectionError, InnerException: System.Net.Sockets.SocketException
            { SocketErrorCode: System.Net.Sockets.SocketError.ConnectionRefused }
        } => UnreachableReason.ConnectionRefused,
        { HttpRequestError: HttpRequestError.ConnectionError } => UnreachableReason.ConnectionFailed,
        { HttpRequestError: HttpRequestError.SecureConnectionError } => UnreachableReason.Tls,
        { HttpRequestError: HttpRequestError.InvalidResponse } => UnreachableReason.InvalidResponse,
        _ => UnreachableReason.ConnectionLost,
    };
}
