using System.Net;
using System.Text;
using PodioToken.Profiles;

namespace PodioToken.SigningIn;

/// <summary>A private file that redirects the browser to Podio's page, until it is disposed.</summary>
/// <remarks>Every user of the machine can see the browser's command line. Anyone who opens Podio's address first could sign in with their
/// own account, so the command line contains the name of a file that no one else can read.</remarks>
internal sealed class StartFile : IDisposable
{
    private const string Extension = ".html";
    private static readonly TimeSpan LongestSignIn = TimeSpan.FromDays(1);

    private readonly string _file;

    private StartFile(string file) => _file = file;

    /// <summary>The file's URI.</summary>
    public Uri Address => new(_file);

    /// <summary>Writes the file.</summary>
    /// <param name="folder">The folder. Files of processes that were killed some time ago are removed from it.</param>
    /// <param name="target">The address to redirect to.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static StartFile Create(string folder, Uri target, TimeProvider time)
    {
        PrivateFolders.Make(folder);
        RemoveForgotten(folder, time);
        var file = Path.Combine(folder, Path.GetRandomFileName() + Extension);
        using var stream = new FileStream(file, PrivateFolders.NewFile());
        stream.Write(Encoding.UTF8.GetBytes(Html(target)));
        return new StartFile(file);
    }

    public void Dispose() => File.Delete(_file);

    private static void RemoveForgotten(string folder, TimeProvider time)
    {
        foreach (var file in Directory.EnumerateFiles(folder, $"*{Extension}")
            .Where(file => time.GetUtcNow() - File.GetLastWriteTimeUtc(file) > LongestSignIn))
        {
            File.Delete(file);
        }
    }

    // No script: some browsers don't run scripts in local files.
    private static string Html(Uri target) => $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Sign in to Podio</title>
        <meta http-equiv="refresh" content="0;url={WebUtility.HtmlEncode(target.AbsoluteUri)}"></head>
        <body><p><a href="{WebUtility.HtmlEncode(target.AbsoluteUri)}">Go on to Podio</a></p></body>
        </html>

        """;
}
