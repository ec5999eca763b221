// Counts down to the end of the token and to its renewal, by the server's clock, and asks again when the time to renew has come.
// Without it the page says the same, as of when it was made.
"use strict";
(() => {
  const times = document.getElementById("times");
  let now = clockFrom(times.dataset.now);
  let asked = 0;

  function clockFrom(text) {
    const [server, here] = [Date.parse(text), performance.now()];
    return () => server + performance.now() - here;
  }

  function left(milliseconds) {
    const seconds = Math.floor(milliseconds / 1000);
    if (seconds <= 0) return "the time has come";
    const [h, min, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    return "in " + (h > 0 ? `${h} h ${min} min ${s} s` : min > 0 ? `${min} min ${s} s` : `${s} s`);
  }

  function show() {
    for (const time of times.querySelectorAll("time[data-at]")) {
      const rest = Date.parse(time.dateTime) - now();
      times.querySelector(`[data-left="${time.dataset.at}"]`).textContent = left(rest);
      if (time.dataset.at === "renews" && rest <= 0 && performance.now() - asked > 30000) {
        asked = performance.now();
        renew();
      }
    }
  }

  async function renew() {
    const reply = await fetch(times.dataset.from).catch(() => null);
    if (!reply || !reply.ok || !reply.headers.get("Content-Type").startsWith("application/json")) return; // The page goes on as it is.
    const fresh = await reply.json();
    now = clockFrom(fresh.now);
    for (const time of times.querySelectorAll("time[data-at]")) {
      if (fresh[time.dataset.at]) {
        time.dateTime = fresh[time.dataset.at];
        write(time);
      }
    }
    show();
  }

  function write(time) {
    time.textContent = new Date(time.dateTime).toLocaleString(undefined, { dateStyle: "long", timeStyle: "medium" });
  }

  times.querySelectorAll("time[data-at]").forEach(write);
  show();
  setInterval(show, 1000);
})();
