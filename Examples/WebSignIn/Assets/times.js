// How this site shows a time: the distance, and the time in the reader's own time zone. Without the script, the server shows UTC.
"use strict";
const times = {
  until(milliseconds) {
    const seconds = Math.floor(milliseconds / 1000);
    if (seconds <= 0) return "already passed";
    const [h, min, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    return "in " + (h > 0 ? `${h} h ${min} min` : min > 0 ? `${min} min ${s} s` : `${s} s`);
  },

  instant(date) {
    const parts = new Intl.DateTimeFormat("en-GB", {
      day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
      timeZoneName: "shortOffset",
    }).formatToParts(date);
    const part = type => parts.find(it => it.type === type).value;
    return `${part("day")} ${part("month")} ${part("year")}, ${part("hour")}:${part("minute")}:${part("second")} `
      + part("timeZoneName").replace("GMT", "UTC").replace(/\+0$/, "");
  },
};
