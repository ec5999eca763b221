using System.Security.Cryptography;
using System.Text;

namespace PodioOAuth.Functional.Serving;

/// <summary>The style of the pages, and its hash, by which alone the content security policy lets it in.</summary>
internal static class AuthorizeStyle
{
    // Colours keep a contrast of 4.5 to 1 for text and 3 to 1 for borders of controls (WCAG 2.2, 1.4.3 and 1.4.11).
    internal const string Css =
        """

        :root { color-scheme: light dark; --page: #f4f5f7; --card: #ffffff; --text: #1d2433; --soft: #525c6e; --line: #d5dae2;
          --edge: #7a8496; --accent: #1f5f8b; --on-accent: #ffffff; --warn: #5c3d00; --warn-page: #ffe9b8; --warn-line: #c98a00 }
        @media (prefers-color-scheme: dark) {
          :root { --page: #12161d; --card: #1b212b; --text: #e8ecf3; --soft: #a9b3c3; --line: #333c4a; --edge: #7f8a9d;
            --accent: #8cc4ea; --on-accent: #0d2233; --warn: #ffdf9e; --warn-page: #3a2c0c; --warn-line: #a87a1c } }
        *, ::before, ::after { box-sizing: border-box }
        body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif }
        .banner { margin: 0; padding: .6rem 1rem; background: var(--warn-page); color: var(--warn);
          border-bottom: 1px solid var(--warn-line); text-align: center; font-size: .9375rem }
        main { max-width: 30rem; margin: 2.5rem auto; padding: 2rem; background: var(--card); border: 1px solid var(--line);
          border-radius: .75rem; overflow-wrap: anywhere }
        h1 { margin: 0 0 .75rem; font-size: 1.5rem; line-height: 1.25; font-weight: 650; letter-spacing: -.01em }
        h2, legend { margin: 0; padding: 0; font-size: 1rem; font-weight: 650 }
        p { margin: 0 0 1rem } ul { margin: .5rem 0 1.5rem; padding-left: 1.25rem } li + li { margin-top: .25rem }
        .soft { color: var(--soft); font-size: .9375rem }
        fieldset { margin: 0 0 1.5rem; padding: 0; border: 0 }
        .user { display: flex; gap: .75rem; align-items: center; margin-top: .5rem; padding: .7rem .9rem;
          border: 1px solid var(--line); border-radius: .5rem; cursor: pointer }
        .user:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent) }
        .user input { flex: none; width: 1.1rem; height: 1.1rem; margin: 0; accent-color: var(--accent) }
        .user .soft { display: block }
        .answers { display: flex; gap: .75rem; margin-bottom: 1.25rem }
        button { flex: 1; min-height: 2.875rem; padding: .5rem 1rem; border: 1px solid var(--edge); border-radius: .5rem;
          background: transparent; color: inherit; font: inherit; font-weight: 600; cursor: pointer }
        button.allow { border-color: var(--accent); background: var(--accent); color: var(--on-accent) }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
        .user:focus-within { outline: 3px solid var(--accent); outline-offset: 2px } .user input:focus { outline: 0 }
        code { font: .9375em/1.4 ui-monospace, monospace }
        .last { margin: 0 }
        @media (max-width: 34rem) { main { margin: 0; padding: 1.5rem 1.25rem 2rem; border: 0; border-radius: 0; background: transparent } }

        """;

    /// <summary>As a CSP source (CSP level 3, §2.3.1).</summary>
    internal static readonly string Hash = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'";
}
