// Reads Podio's answer, which is in the fragment (PODIO 1.11), and takes it out of the address bar before anything else.
// The token stays in this script: it is written to no element, no storage and no request.
"use strict";
(() => {
  const answer = location.hash.length > 1 ? location.hash.slice(1) : location.search.slice(1);
  history.replaceState(null, "", location.pathname);

  const known = ["access_token", "token_type", "expires_in", "refresh_token", "scope", "state", "error"];
  const fields = new URLSearchParams(answer);
  const one = name => fields.get(name) ?? "";

  // A duplicate parameter makes the callback invalid (PODIO 1.12).
  function isReadable() {
    return known.every(name => fields.getAll(name).length <= 1) && !(fields.has("error") && fields.has("access_token"));
  }

  function isToken() {
    return /^[\x20-\x7e]+$/.test(one("access_token")) && one("token_type").toLowerCase() === "bearer" && /^\d{1,10}$/.test(one("expires_in"));
  }

  // The server has stored the state where no script can read it, and compares.
  async function isOurs() {
    const reply = await fetch(location.pathname.replace(/callback$/, "state"), { method: "POST", body: new URLSearchParams({ state: one("state") }) });
    if (!reply.ok) throw new Error("unchecked");
    return (await reply.json()).isOurs === true;
  }

  async function outcome() {
    if (answer === "") return "nothing";
    if (!isReadable()) return "malformed";
    if (!await isOurs()) return "forged";
    if (fields.has("error")) return one("error") === "access_denied" ? "denied" : "rejected";
    return isToken() ? "granted" : "malformed";
  }

  function show(name) {
    const section = document.querySelector(`[data-outcome="${name}"]`);
    if (name === "granted") {
      section.querySelector("[data-scope]").textContent = one("scope") || "global:all";
      countDown(section, performance.now() + Number(one("expires_in")) * 1000);
    }
    section.hidden = false;
    document.getElementById("again").hidden = name === "granted";
    document.title = section.querySelector("h1").textContent + " – Podio sign-in";
  }

  function countDown(section, end) {
    const at = new Date(Date.now() + end - performance.now());
    const time = section.querySelector("time");
    time.dateTime = at.toISOString();
    time.textContent = times.instant(at);
    const tick = () => {
      section.querySelector("[data-left]").textContent = times.until(end - performance.now());
    };
    tick();
    setInterval(tick, 1000);
  }

  outcome().catch(() => "unchecked").then(show);
})();
