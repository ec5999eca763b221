// What the template leaves out for people who use a keyboard or a screen reader, or whose system turns dark in the evening.
export default {
  start() {
    const all = (selector, change) => document.querySelectorAll(selector).forEach(change)
    const complete = () => {
      all('nav#autocollapse', nav => nav.setAttribute('aria-label', 'Site'))
      all('nav.toc', nav => nav.setAttribute('aria-label', 'Pages'))
      all('nav#affix', nav => nav.setAttribute('aria-label', 'On this page'))
      all('#logo', logo => { logo.alt = '' }) // The name stands beside it.
      all('a[title="Change theme"]', toggle => toggle.setAttribute('role', 'button'))
      all('pre > code, article table', scrolls => { scrolls.tabIndex = 0 })
      all('th:empty', corner => corner.setAttribute('role', 'cell'))
      all('#affix > h5', heading => heading.setAttribute('aria-level', '2'))
      const around = [] // The template leaves out levels, where a heading has no such part above it.
      all('article :is(h1, h2, h3, h4, h5, h6)', heading => {
        const own = Number(heading.tagName[1])
        while (around.at(-1) >= own) around.pop()
        around.push(own)
        if (around.length < own) heading.setAttribute('aria-level', around.length)
      })
    }
    complete()
    const dark = matchMedia('(prefers-color-scheme: dark)')
    dark.addEventListener('change', () => {
      if ((localStorage.getItem('theme') ?? 'auto') === 'auto') {
        document.documentElement.setAttribute('data-bs-theme', dark.matches ? 'dark' : 'light')
      }
    })
    new MutationObserver(complete).observe(document.body, { childList: true, subtree: true })
  },
}
