// What the reader has chosen, in one place: filters, level, selection, theme. Views ask here and are told of changes.

const NO_FILTERS = { q: "", a: "", b: "", person: "", mode: "", status: "", theme: "", since: "", until: "" };
const state = {
  filters: { ...NO_FILTERS },
  level: "person",
  /** null, or { label, contacts: Set of numbers, node, line, level, from }: what was clicked. */
  selection: null,
  theme: "auto",
  visible: CONTACTS,
};
const listeners = [];

/** Asks to be told of changes: of "filters", "level", "selection" or "theme". */
function onChange(listener) {
  listeners.push(listener);
}

function tell(what) {
  for (const listener of listeners) listener(what);
  saveState();
}

function setFilters(changes) {
  Object.assign(state.filters, changes);
  state.visible = CONTACTS.filter(passes());
  if (state.selection) {
    const shown = new Set(state.visible.map((contact) => contact.n));
    const left = new Set([...state.selection.contacts].filter((n) => shown.has(n)));
    state.selection = left.size ? { ...state.selection, contacts: left } : null;
  }
  tell("filters");
}

function setLevel(level) {
  state.level = level;
  tell("level");
}

/** Selects, or takes the selection back where the same is selected again. */
function select(selection) {
  const same = selection && state.selection && selection.key === state.selection.key;
  state.selection = same ? null : selection;
  tell("selection");
}

function isSelected(contact) {
  return state.selection !== null && state.selection.contacts.has(contact.n);
}

function selectContact(contact, from) {
  const label = `${contact.when}, ${howWords(contact)}, ${whoWords(contact)}`;
  select({ key: contact.id, label, contacts: new Set([contact.n]), contact: contact.id, from });
}

function selectLine(line, from) {
  const contacts = new Set(line.contacts.map((contact) => contact.n));
  select({ key: `${line.level} ${line.key}`, label: lineWords(line), contacts, line: line.key, level: line.level, from });
}

function selectNode(level, number, contacts, from) {
  const numbers = new Set(contacts.map((contact) => contact.n));
  select({ key: `${level} ${number}`, label: nodeWords(node(level, number)), contacts: numbers, node: number, level, from });
}

/** The test of whether a contact passes the filters. What has no date passes only where no days are asked for. */
function passes() {
  const { q, a, b, person, mode, status, theme, since, until } = state.filters;
  const words = folded(q).split(/\s+/).filter(Boolean);
  return (contact) =>
    (!mode || contact.mode === mode) &&
    (!status || contact.status === status) &&
    (!theme || (contact.themes || []).includes(theme)) &&
    (!a || contact.who.some((one) => one.country === a)) &&
    (!b || contact.who.some((one) => one.country === b)) &&
    (!person || contact.who.some((one) => one.person === person)) &&
    (!since || (contact.last !== null && contact.last >= since)) &&
    (!until || (contact.first !== null && contact.first <= until)) &&
    words.every((word) => searchText(contact).includes(word));
}

/** The state stands in the address, so that a reload keeps it and a part of the page can be sent on. */
function saveState() {
  const kept = new URLSearchParams();
  for (const [name, value] of Object.entries(state.filters)) {
    if (value !== (DATA.start[name] || "")) kept.set(name, value);
  }
  if (state.level !== "person") kept.set("level", state.level);
  if (state.selection && state.selection.contact) kept.set("contact", state.selection.contact);
  const text = kept.toString();
  if (text === location.hash.slice(1)) return;
  try {
    history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
  } catch {
    // A page in a frame without an address of its own: nothing is kept.
  }
}

function restoreState() {
  const kept = new URLSearchParams(location.hash.slice(1));
  Object.assign(state.filters, NO_FILTERS, DATA.start);
  for (const name of Object.keys(NO_FILTERS)) if (kept.has(name)) state.filters[name] = kept.get(name);
  if (Object.hasOwn(LEVELS, kept.get("level") || "")) state.level = kept.get("level");
  state.visible = CONTACTS.filter(passes());
  const contact = BY_ID.get(kept.get("contact"));
  if (contact) selectContact(contact, "address");
}
