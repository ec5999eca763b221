using System.Security.Cryptography;
using System.Text;

namespace PodioOAuth.Functional.Serving;

/// <summary>The style of the pages, and its hash, which is all that the content security policy allows.</summary>
internal static class AuthorizeStyle
{
    internal const string Css =
        """

        /* The base that podio-token's page, the local Podio and the example site share. Colours keep a contrast of
           4.5 to 1 for text, and of 3 to 1 for borders of controls (WCAG 2.2, 1.4.3 and 1.4.11). */
        :root { color-scheme: light dark;
          --page: #f4f5f7; --card: #ffffff; --text: #1d2433; --soft: #525c6e; --line: #dde1e8; --edge: #7a8496;
          --accent: #1f5f8b; --on-accent: #ffffff; --accent-strong: #184c70; --good: #1c6b3c; --note: #eef4f9;
          --bad: #fdf1ef; --bad-edge: #b3392b; --warn: #5c3d00; --warn-page: #ffe9b8; --warn-line: #c98a00 }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #12161d; --card: #1b212b; --text: #e8ecf3; --soft: #a9b3c3; --line: #333c4a; --edge: #7f8a9d;
            --accent: #8cc4ea; --on-accent: #0d2233; --accent-strong: #b3daf4; --good: #7fd6a0; --note: #202b38;
            --bad: #332220; --bad-edge: #f0968a; --warn: #ffdf9e; --warn-page: #3a2c0c; --warn-line: #a87a1c } }
        *, ::before, ::after { box-sizing: border-box }
        html { -webkit-text-size-adjust: 100% }
        body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--page); color: var(--text);
          font: 1rem/1.55 system-ui, sans-serif }
        .top { display: flex; align-items: center; justify-content: space-between; flex-wrap: wrap; gap: .5rem 1rem;
          width: 100%; max-width: 36rem; margin: 0 auto; padding: 1.25rem 0 }
        .name { display: inline-flex; align-items: center; gap: .6rem; color: inherit; font-weight: 650; text-decoration: none }
        main { width: 100%; max-width: 36rem; margin: 0 auto; padding: 2.25rem; background: var(--card); border: 1px solid var(--line);
          border-radius: .875rem; overflow-wrap: anywhere }
        main > :last-child { margin-bottom: 0 }
        h1 { margin: 0 0 .75rem; font-size: 1.625rem; line-height: 1.25; font-weight: 680; letter-spacing: -.015em; text-wrap: balance }
        h2, legend { margin: 0 0 .5rem; padding: 0; font-size: 1.0625rem; line-height: 1.35; font-weight: 650 }
        p, ul { margin: 0 0 1rem } ul { padding-left: 1.25rem } li + li { margin-top: .3rem }
        a { color: var(--accent); text-underline-offset: .15em } a:hover { color: var(--accent-strong) }
        .good { margin-bottom: .25rem; color: var(--good); font-size: .9375rem; font-weight: 650 }
        .soft { color: var(--soft); font-size: .9375rem }
        button, .button { display: inline-flex; align-items: center; justify-content: center; min-height: 2.875rem; padding: .5rem 1.25rem;
          border: 1px solid var(--edge); border-radius: .5rem; background: transparent; color: var(--text); font: inherit; font-weight: 600;
          text-decoration: none; cursor: pointer }
        button:hover, .button:hover { border-color: var(--accent); color: var(--text) }
        .primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent) }
        .primary:hover { border-color: var(--accent-strong); background: var(--accent-strong); color: var(--on-accent) }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 3px }
        @media (max-width: 38rem) {
          .top { padding: 1rem 1.25rem }
          main { padding: 1.75rem 1.25rem; border-width: 1px 0; border-radius: 0 } }
        /* End of the base. */
        code { font: .9em/1.4 ui-monospace, monospace }
        .banner { margin: 0; padding: .6rem 1rem; background: var(--warn-page); color: var(--warn);
          border-bottom: 1px solid var(--warn-line); text-align: center; font-size: .9375rem }
        main { margin-top: 2.5rem; margin-bottom: 2.5rem }
        ul { margin-bottom: 1.5rem }
        fieldset { margin: 0 0 1.5rem; padding: 0; border: 0 }
        .user { display: flex; gap: .75rem; align-items: center; margin-top: .5rem; padding: .7rem .9rem;
          border: 1px solid var(--line); border-radius: .5rem; cursor: pointer }
        .user:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent) }
        .user input { flex: none; width: 1.1rem; height: 1.1rem; margin: 0; accent-color: var(--accent) }
        .user .soft { display: block }
        .user:focus-within { outline: 3px solid var(--accent); outline-offset: 2px } .user input:focus { outline: 0 }
        .answers { display: flex; gap: .75rem; margin-bottom: 1.25rem } .answers button { flex: 1 }
        .allow, .allow:hover { border-color: var(--accent); background: var(--accent); color: var(--on-accent) }
        .allow:hover { border-color: var(--accent-strong); background: var(--accent-strong) }
        .last { margin: 0 }
        @media (max-width: 38rem) { main { margin-top: 1rem; margin-bottom: 1rem } }

        """;

    /// <summary>As a CSP source (CSP level 3, §2.3.1).</summary>
    internal static readonly string Hash = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'";
}
