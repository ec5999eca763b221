// Counts down to the token's expiry and renewal, by the server's clock, and asks the server again when the time to renew has come.
// Without the script, the page shows the same, as of when it was created.
"use strict";
(() => {
  const facts = document.getElementById("times");
  let now = clockFrom(facts.dataset.now);
  let asked = 0;

  function clockFrom(text) {
    const [server, here] = [Date.parse(text), performance.now()];
    return () => server + performance.now() - here;
  }

  function show() {
    for (const time of facts.querySelectorAll("time[data-at]")) {
      const rest = Date.parse(time.dateTime) - now();
      facts.querySelector(`[data-left="${time.dataset.at}"]`).textContent = times.until(rest);
      if (time.dataset.at === "renews" && rest <= 0 && performance.now() - asked > 30000) {
        asked = performance.now();
        renew();
      }
    }
  }

  async function renew() {
    const reply = await fetch(facts.dataset.from).catch(() => null);
    if (!reply || !reply.ok || !reply.headers.get("Content-Type").startsWith("application/json")) return; // The page goes on as it is.
    const fresh = await reply.json();
    now = clockFrom(fresh.now);
    for (const time of facts.querySelectorAll("time[data-at]")) {
      if (fresh[time.dataset.at]) {
        time.dateTime = fresh[time.dataset.at];
        write(time);
      }
    }
    show();
  }

  function write(time) {
    time.textContent = times.instant(new Date(time.dateTime));
  }

  facts.querySelectorAll("time[data-at]").forEach(write);
  show();
  setInterval(show, 1000);
})();
