// Visible contacts in; where the filters name a person or two countries, all about them in one section out.

function drawDossier() {
  const { person, a, b } = state.filters;
  const host = byId("dossier");
  const about = person && DATA.people[person] ? personDossier(person) : a && b ? pairDossier(a, b) : null;
  host.hidden = about === null;
  byId("figures").hidden = about !== null;
  if (about !== null) fill(host, about);
}

function personDossier(id) {
  const one = DATA.people[id];
  const contacts = state.visible;
  const number = DATA.nodes.person.findIndex((other) => other.id === id);
  const lines = linesOf(contacts, "person").filter((line) => line.a === number || line.b === number);
  return [
    el("h2", {}, dot(one.country), one.name, " ", el("small", {}, countryName(one.country))),
    one.spellings.length ? el("p", { class: "muted" }, `Also written ${one.spellings.join(", ")}`) : null,
    sums(contacts),
    el(
      "div",
      { class: "columns" },
      block("Posts", one.posts.length ? el("ul", { class: "plain" }, one.posts.map(([label, years]) => el("li", {}, capital(label), " ", el("small", {}, years)))) : "None known."),
      block("Contacts by year", years(contacts)),
      block("With whom", linesTable(lines, (line) => node("person", line.a === number ? line.b : line.a))),
      block("About what", themes(contacts)),
    ),
  ];
}

function pairDossier(a, b) {
  const contacts = state.visible;
  const joins = (line) => {
    const ends = [node(line.level, line.a).country, node(line.level, line.b).country];
    return ends.includes(a) && ends.includes(b);
  };
  const events = DATA.events.filter((event) => event.countries.includes(a) && event.countries.includes(b) && inPeriod(event));
  const doubtful = contacts.filter((contact) => contact.differences);
  return [
    el("h2", {}, dot(a), countryName(a), " and ", dot(b), countryName(b)),
    sums(contacts),
    el(
      "div",
      { class: "columns" },
      block("Lines between posts", linesTable(linesOf(contacts, "post").filter(joins), null)),
      block("Contacts by year", years(contacts)),
      block("Openings and cuts", events.length ? el("ul", { class: "plain" }, events.map(eventItem)) : "None told."),
      block("About what", themes(contacts)),
      doubtful.length
        ? block("Where articles contradict each other", el("ul", { class: "plain" }, doubtful.slice(0, 12).map((contact) => el("li", {}, el("button", { type: "button", class: "link", onclick: () => openRow(contact) }, `${contact.when}, ${howWords(contact)}`), ` ${Object.keys(contact.differences).map((field) => DIFFERING[field] || field).join(", ")}`)), doubtful.length > 12 ? el("li", { class: "muted" }, `and ${doubtful.length - 12} more`) : null))
        : null,
    ),
  ];
}

function block(head, content) {
  return el("section", {}, el("h3", {}, head), content);
}

/** The head of a page without a dossier: how much there is, and of whom. */
function drawFigures() {
  const contacts = state.visible;
  const { last } = course(contacts);
  const countries = new Set(contacts.flatMap((contact) => contact.who.map((one) => one.country).filter(Boolean)));
  const persons = new Set(contacts.flatMap((contact) => contact.who.map((one) => one.person).filter(Boolean)));
  const statuses = tallied(contacts.map((contact) => contact.status));
  fill(
    byId("figures"),
    terms([
      ...STATUSES.flatMap((status) => statuses.filter(([known]) => known === status)),
      [persons.size === 1 ? "person" : "persons", persons.size],
      [countries.size === 1 ? "country" : "countries", countries.size],
      ["last held", last === null ? null : dayWords(last)],
    ]),
  );
}

/** Figures with what they count. */
function terms(figures) {
  const told = figures.filter(([, value]) => value !== null && value !== undefined);
  const one = ([term, value]) => el("div", {}, el("dt", {}, term), el("dd", {}, typeof value === "number" ? value.toLocaleString("en") : value));
  return el("dl", { class: "figures" }, told.map(one));
}

/** The figures of contacts, as a list of terms. */
function sums(contacts) {
  const { first, last, median, longest, silence } = course(contacts);
  const statuses = new Map(tallied(contacts.map((contact) => contact.status)));
  const figures = [
    ...STATUSES.filter((status) => status === "held" || statuses.has(status)).map((status) => [status, statuses.get(status) || 0]),
    ["first held", first === null ? null : dayWords(first)],
    ["last held", last === null ? null : dayWords(last)],
    ["silent for", silence ? spanWords(silence) : null],
    ["between contacts, median", median === null ? null : spanWords(Math.round(median))],
    ["longest silence", longest && longest.days ? spanWords(longest.days) : null],
  ];
  return [
    terms(figures),
    el("p", { class: "muted" }, `By mode, of those held: ${modeWords(contacts.filter((contact) => contact.held)) || "none"}.`),
  ];
}

/** How many contacts begin in each year, from the first year to the last, silent years among them. */
function years(contacts) {
  const dated = contacts.filter((contact) => contact.first);
  const counts = new Map();
  for (const contact of dated) {
    const year = Number(contact.first.slice(0, 4));
    if (!counts.has(year)) counts.set(year, { held: 0, not: 0 });
    counts.get(year)[contact.held ? "held" : "not"] += 1;
  }
  if (!counts.size) return "No dates told.";
  const [from, to] = [Math.min(...counts.keys()), Math.max(...counts.keys(), AS_OF === null ? 0 : new Date(AS_OF).getUTCFullYear())];
  const most = Math.max(...[...counts.values()].map(({ held, not }) => held + not));
  const rows = [];
  for (let year = from; year <= to; year += 1) {
    const { held, not } = counts.get(year) || { held: 0, not: 0 };
    const words = held + not === 0 ? "none" : [held ? `${held}` : "", not ? `${not} not held` : ""].filter(Boolean).join(", ");
    rows.push(el("tr", {}, el("th", { scope: "row" }, year), el("td", {}, el("span", { class: "bar", "aria-hidden": "true", "--part": `${(100 * held) / most}%`, "--rest": `${(100 * not) / most}%` }), el("small", {}, words))));
  }
  return el("table", { class: "years" }, el("tbody", {}, rows));
}

function linesTable(lines, other) {
  if (!lines.length) return "None.";
  const sorted = [...lines].sort((a, b) => b.contacts.length - a.contacts.length).slice(0, 15);
  const rows = sorted.map((line) => {
    const { last } = course(line.contacts);
    const label = other ? nodeWords(other(line)) : `${capital(node(line.level, line.a).label)} – ${node(line.level, line.b).label}`;
    return el("tr", {}, el("td", {}, el("button", { type: "button", class: "link", onclick: () => { if (state.level !== line.level) setLevel(line.level); selectLine(line, "dossier"); } }, label)), el("td", { class: "number" }, line.contacts.length), el("td", {}, last === null ? "" : dayWords(last)));
  });
  const heads = [other ? "Counterpart" : "Line", "Contacts", "Last held"];
  return [
    el("table", { class: "lines" }, el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))), el("tbody", {}, rows)),
    lines.length > sorted.length ? el("p", { class: "muted" }, `and ${lines.length - sorted.length} more`) : null,
  ];
}

function eventItem(event) {
  const [place] = event.told[0];
  const [id, title, source] = DATA.articles[place];
  return el("li", {}, el("b", { class: `event-${event.action}` }, capital(ACTIONS[event.action])), ` ${event.when}: ${event.channel} `, el("small", {}, linked(source, title || id)));
}

function themes(contacts) {
  const found = tallied(contacts.flatMap((contact) => contact.themes || [])).slice(0, 10);
  if (!found.length) return "No topics told.";
  return el("ul", { class: "plain" }, found.map(([theme, number]) => el("li", {}, el("button", { type: "button", class: "link", onclick: () => setFilters({ theme }) }, capital(plainWords(theme))), ` ${number}`)));
}

/** Opens a contact's row and goes there. */
function openRow(contact) {
  select(null);
  selectContact(contact, "dossier");
  byId(contact.id)?.scrollIntoView({ behavior: "smooth", block: "center" });
}
