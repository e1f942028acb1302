// The page's data in; contacts with their days, lines and sums out. Lines are made from contacts each time.

const DATA = JSON.parse(byId("data").textContent);
const LEVELS = { person: "persons", post: "posts", country: "countries" };
const AS_OF = DATA.asOf ? Date.parse(DATA.asOf) : null;

DATA.contacts.forEach((contact, n) => {
  contact.n = n;
  contact.held = contact.status === "held";
  contact.start = contact.first ? Date.parse(contact.first) : null;
  contact.end = contact.last ? Date.parse(contact.last) + DAY : null;
  contact.middle = contact.start === null ? null : (contact.start + contact.end) / 2;
  contact.exact = contact.start !== null && contact.end - contact.start <= DAY;
});
const CONTACTS = DATA.contacts;
const BY_ID = new Map(CONTACTS.map((contact) => [contact.id, contact]));

/** All that can be searched of a contact, made when first asked for. */
function searchText(contact) {
  if (contact.searchable === undefined) {
    const words = [contact.id, contact.when, MODES[contact.mode], contact.status, contact.place, contact.outcome];
    words.push(...contact.topics || [], ...(contact.themes || []).map(plainWords));
    for (const one of contact.who) words.push(partyName(one), one.name, one.role, one.rank, countryName(one.country));
    for (const one of contact.tellings) {
      const [id, title, source] = DATA.articles[one.article];
      words.push(id, title, source);
      for (const quote of one.quotes || []) words.push(quote.map((piece) => (typeof piece === "string" ? piece : piece[0])).join(""));
    }
    contact.searchable = folded(words.filter(Boolean).join("\n"));
  }
  return contact.searchable;
}

/** The lines along which contacts run at a level: numbers of both ends, and the contacts in the order of time. */
function linesOf(contacts, level) {
  const found = new Map();
  for (const contact of contacts) {
    for (const [a, b] of contact.ends[level]) {
      const key = `${a}-${b}`;
      if (!found.has(key)) found.set(key, { key, a, b, level, contacts: [] });
      found.get(key).contacts.push(contact);
    }
  }
  return [...found.values()];
}

/** By number of node, the contacts in which it is an end of a line. */
function contactsByNode(contacts, level) {
  const found = new Map();
  for (const contact of contacts) {
    for (const n of new Set(contact.ends[level].flat())) {
      if (!found.has(n)) found.set(n, []);
      found.get(n).push(contact);
    }
  }
  return found;
}

function node(level, number) {
  return DATA.nodes[level][number];
}

/** "Lloyd Austin (United States)"; posts and countries say their country themselves. */
function nodeWords(one) {
  return one.kind === "person" && one.country ? `${one.label} (${countryName(one.country)})` : capital(one.label);
}

function lineWords(line) {
  return `${node(line.level, line.a).label} – ${node(line.level, line.b).label}`;
}

/** First and last day of those that were held, gaps between them, and days of silence. */
function course(contacts) {
  const held = contacts.filter((contact) => contact.held && contact.start !== null);
  const ends = held.map((contact) => contact.end - DAY);
  const last = held.length ? Math.max(...ends) : null;
  const gaps = [];
  let reach = null;
  for (const contact of held.filter((one) => !one.recurring).sort((a, b) => a.start - b.start || a.end - b.end)) {
    const end = contact.end - DAY;
    if (reach !== null) gaps.push({ days: Math.max(0, Math.round((contact.start - reach) / DAY)), from: reach, to: contact.start });
    reach = reach === null ? end : Math.max(reach, end);
  }
  const sorted = gaps.map((gap) => gap.days).sort((a, b) => a - b);
  const half = sorted.length / 2;
  return {
    first: held.length ? Math.min(...held.map((contact) => contact.start)) : null,
    last,
    median: sorted.length ? (sorted[Math.floor(half - 0.5)] + sorted[Math.floor(half)]) / 2 : null,
    longest: gaps.reduce((most, gap) => (most === null || gap.days > most.days ? gap : most), null),
    silence: last !== null && AS_OF !== null && AS_OF >= last ? Math.round((AS_OF - last) / DAY) : null,
  };
}
