namespace PodioOAuth.Functional.PodioToken.Tests.Running;

/// <summary>A browser that goes where it is led, and remembers each step.</summary>
/// <param name="turn">Changes an address before it is gone to; null for none.</param>
internal sealed class ScriptedBrowser(Func<Uri, Uri>? turn = null) : IBrowser
{
    public List<(Uri Address, HttpResponseMessage Reply, string Page)> Steps { get; } = [];

    public Task Walk { get; private set; } = Task.CompletedTask;

    public bool TryOpen(Uri address)
    {
        Walk = Task.Run(() => WalkAsync(address));
        return true;
    }

    /// <summary>Where a local file leads a browser.</summary>
    public static async Task<Uri> TargetOfAsync(string file) =>
        new(WebUtility.HtmlDecode((await File.ReadAllTextAsync(file)).Split("content=\"0;url=")[1].Split('"')[0]));

    public async Task WalkAsync(Uri address)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        for (Uri? next = address.IsFile ? await TargetOfAsync(address.LocalPath) : address; next is not null;)
        {
            var here = turn?.Invoke(next) ?? next;
            var reply = await client.GetAsync(here);
            Steps.Add((here, reply, await reply.Content.ReadAsStringAsync()));
            next = reply.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther ? new Uri(here, reply.Headers.Location!) : null;
        }
    }
}

/// <summary>A browser that does no more than this.</summary>
internal sealed class BrowserThat(Func<Uri, bool> open) : IBrowser
{
    public bool TryOpen(Uri address) => open(address);
}
