// What the template leaves out for people who use a keyboard or a screen reader.
export default {
  start() {
    document.documentElement.lang = 'en'
    const name = (selector, label) =>
      document.querySelectorAll(selector).forEach(element => element.setAttribute('aria-label', label))
    const nameAll = () => {
      name('#navbar nav, nav#navbar', 'Sections')
      name('nav.toc', 'Pages')
      name('nav.affix, nav#affix', 'On this page')
      name('nav[aria-label="breadcrumb"], nav#breadcrumb', 'Path')
      name('#navbar .dropdown > a, #navbar .dropdown > button', 'Theme')
      document.querySelectorAll('pre').forEach(code => { code.tabIndex = 0 })
    }
    nameAll()
    new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true })
  },
}
