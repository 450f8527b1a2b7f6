// Readings of chrono-node: node chrono.mjs LANGUAGE casual|strict < lines > readings
// A line is class<TAB>text. Dates ahead, as a quick-add field would set it.
import * as chrono from "chrono-node";
import { createInterface } from "node:readline";

const [language, mode] = process.argv.slice(2);
const room = chrono[language];
// Months before days in English: with days first it reads "november 24" as a month of 2024, and
// fewer dates in all.
const reader = room[mode];

const pad = (n) => String(n).padStart(2, "0");
function say(point) {
  if (!point) return "";
  const at = point.date();
  const day = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
  return `${day}T${pad(at.getHours())}:${pad(at.getMinutes())}${point.isCertain("hour") ? "" : "?"}`;
}

for await (const line of createInterface({ input: process.stdin })) {
  const [kind, text] = line.split("\t");
  let found = [];
  try {
    found = reader.parse(text, new Date("2026-11-21T14:00:00+01:00"), { forwardDate: true });
  } catch {
    // What it cannot read it has not found.
  }
  const [first] = found;
  console.log([kind, text, found.length ? 1 : 0, say(first?.start), say(first?.end), ""].join("\t"));
}
