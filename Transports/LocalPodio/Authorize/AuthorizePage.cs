using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace PodioOAuth.Functional.Serving;

/// <summary>The authorize step for a person with a browser: shows which client requests what, and lets the person choose a user, allow or
/// deny.</summary>
/// <remarks>Only for clients that accept HTML; others get the state machine's reply. The person's answer becomes one authorize request to
/// the state machine, including its faults.</remarks>
internal sealed class AuthorizePage(InMemoryPodio podio)
{
    private const string Form = "application/x-www-form-urlencoded";

    internal static bool Owns(HttpRequest request) =>
        request.Path.Equals(AuthorizeOperation.Path, StringComparison.Ordinal)
        && (HttpMethods.IsGet(request.Method) || (HttpMethods.IsPost(request.Method) && IsForm(request.ContentType)))
        && request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    /// <summary>Replies if there is something to show.</summary>
    /// <returns>The step of the state machine to deliver instead; null if a reply was written.</returns>
    internal async Task<PodioStep?> RunAsync(HttpContext context)
    {
        PageHeaders.Write(context.Response);
        return HttpMethods.IsGet(context.Request.Method)
            ? await AskAsync(context, context.Request.QueryString.Value?.TrimStart('?') ?? "").ConfigureAwait(false)
            : await AnswerAsync(context).ConfigureAwait(false);
    }

    private async Task<PodioStep?> AskAsync(HttpContext context, string query)
    {
        switch (podio.Inquire(query))
        {
            case { Refusal: { } refusal }:
                return await RefuseAsync(context, refusal.Status, refusal.Description).ConfigureAwait(false);
            case { Question: { } question }:
                PageHeaders.WriteWithForm(context.Response, question.RedirectUri);
                return await WriteAsync(context, StatusCodes.Status200OK, AuthorizeHtml.Ask(question, query)).ConfigureAwait(false);
            default:
                return podio.Handle(Get(query));
        }
    }

    private async Task<PodioStep?> AnswerAsync(HttpContext context)
    {
        if (!SameOrigin.Is(context.Request))
        {
            return await RefuseAsync(context, StatusCodes.Status403Forbidden, "The form wasn't sent from this server's own page.")
                .ConfigureAwait(false);
        }

        var body = await BoundedBody.ReadAsync(context.Request, GatewayReply.LargestBody, context.RequestAborted).ConfigureAwait(false);
        if (body is null)
        {
            context.Response.Headers.Connection = "close"; // Don't wait for the rest of the body.
            return await RefuseAsync(
                context, StatusCodes.Status413PayloadTooLarge, "The form is larger than 1 MiB.").ConfigureAwait(false);
        }

        var fields = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body));
        var query = Value(fields, AuthorizeHtml.Request) ?? "";
        return podio.Inquire(query) switch
        {
            { Refusal: { } refusal } => await RefuseAsync(context, refusal.Status, refusal.Description).ConfigureAwait(false),
            { Question: { } question } when AnswerOf(fields, question) is { } answer => AfterForm(podio.Handle(Get(query), answer)),
            _ => await RefuseAsync(context, StatusCodes.Status400BadRequest, "The choice isn't one of those on the page.")
                .ConfigureAwait(false),
        };
    }

    private static Consent? AnswerOf(Dictionary<string, StringValues> fields, AuthorizeQuestion question) =>
        Value(fields, AuthorizeHtml.Answer) switch
        {
            AuthorizeHtml.Deny => Consent.Deny,
            AuthorizeHtml.Allow => question.Users
                .Where(user => user.Id.ToString(CultureInfo.InvariantCulture) == Value(fields, AuthorizeHtml.User))
                .Select(user => Consent.Agree(user.Id))
                .SingleOrDefault(),
            _ => null,
        };

    // A form continues with a GET (RFC 9110 §15.4.4).
    private static PodioStep AfterForm(PodioStep step) =>
        step.Reply.Status == StatusCodes.Status302Found
            ? step with { Reply = step.Reply with { Status = StatusCodes.Status303SeeOther } }
            : step;

    private static ReceivedRequest Get(string query) =>
        new("GET", AuthorizeOperation.Path, contentType: null, authorization: null, body: default) { Query = query };

    private static string? Value(Dictionary<string, StringValues> fields, string name) =>
        fields.TryGetValue(name, out var values) && values.Count == 1 ? values[0] : null;

    private static bool IsForm(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Equals(Form, StringComparison.OrdinalIgnoreCase);

    private static Task<PodioStep?> RefuseAsync(HttpContext context, int status, string reason) =>
        WriteAsync(context, status, AuthorizeHtml.Refuse(reason));

    private static async Task<PodioStep?> WriteAsync(HttpContext context, int status, string html)
    {
        var body = Encoding.UTF8.GetBytes(html);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        return null;
    }
}
