// Codes, numbers and days in; the words that people read out.

const MODES = {
  phone_call: "phone call", video_call: "video call", meeting: "meeting", visit: "visit",
  letter: "letter", hotline: "hotline", talks: "talks",
};
const STATUSES = ["held", "planned", "requested", "refused", "cancelled"];
const ACTIONS = {
  established: "opened", suspended: "cut", resumed: "reopened", proposed: "proposed", maintained: "kept open",
};
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY = 86400000;

function countryName(code) {
  return code ? DATA.countries[code] || code : "no country told";
}

function plural(number, thing, many = `${thing}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? thing : many}`;
}

/** "crisis communication" for crisis_communication. */
function plainWords(code) {
  return code.replace(/^de_/, "de-").replaceAll("_", " ");
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** An ISO day, or milliseconds, as "13 May 2022". */
function dayWords(day) {
  const date = new Date(day);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** A number of days as people say it: "45 days", "14 months", "2.1 years". */
function spanWords(days) {
  if (days < 60) return plural(days, "day");
  if (days < 730) return plural(Math.round(days / 30.44), "month");
  return `${(days / 365.25).toFixed(1)} years`;
}

/** "4 held, 1 refused", the most frequent first. */
function countedWords(values) {
  return tallied(values).map(([value, number]) => `${number} ${value}`).join(", ");
}

/** "4 phone calls, 1 meeting". */
function modeWords(contacts) {
  const words = (mode, number) => (number === 1 || mode === "talks" ? MODES[mode] : `${MODES[mode]}${mode === "hotline" ? " calls" : "s"}`);
  return tallied(contacts.map((contact) => contact.mode)).map(([mode, number]) => `${number} ${words(mode, number)}`).join(", ");
}

/** Values with how often they occur, the most frequent first, then by the alphabet. */
function tallied(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** Small letters without accents, for searching. */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Mode and what is not the common case of it: "visit, 24 times". */
function howWords(contact) {
  const often = contact.count ? `, ${contact.count} times` : contact.recurring ? ", repeatedly" : "";
  return MODES[contact.mode] + often;
}

/** Who took part, in one line. */
function whoWords(contact) {
  return contact.who.map((one) => partyName(one)).join(" – ");
}

/** A participant's name: the linked person's, else what articles say; whom the register has in brackets. */
function partyName(one) {
  const known = one.person ? DATA.people[one.person] : null;
  const name = known ? known.name : capital(one.name || "somebody");
  return one.identity && !known ? `${name} [${one.identity}]` : name;
}
