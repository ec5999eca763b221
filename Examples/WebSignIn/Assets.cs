namespace WebSignIn;

/// <summary>The style sheet and the scripts, which are embedded in the assembly.</summary>
internal static class Assets
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["site.css"] = "text/css; charset=utf-8",
        ["times.js"] = "text/javascript; charset=utf-8",
        ["account.js"] = "text/javascript; charset=utf-8",
        ["client-side.js"] = "text/javascript; charset=utf-8",
        ["icon.svg"] = "image/svg+xml",
    };

    internal static void Map(IEndpointRouteBuilder site)
    {
        foreach (var (name, type) in Types)
        {
            site.MapGet($"/{name}", () => Results.Stream(
                typeof(Assets).Assembly.GetManifestResourceStream(name)
                    ?? throw new InvalidOperationException($"{name} isn't in the assembly."),
                type));
        }
    }
}
