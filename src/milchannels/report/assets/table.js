// Visible contacts in, the table out: sorted by any column, a hundred at first, each row opening to its quotes.

const ROWS_AT_FIRST = 100;
const COLUMNS = [
  { key: "date", head: "Date", value: (c) => (c.first === null ? "" : c.first), down: true },
  { key: "who", head: "Who", value: (c) => folded(whoWords(c)) },
  { key: "mode", head: "Mode", value: (c) => MODES[c.mode] },
  { key: "status", head: "Status", value: (c) => STATUSES.indexOf(c.status) },
  { key: "topics", head: "Topics", value: (c) => folded((c.topics || []).join("; ")) },
  { key: "sources", head: "Sources", value: (c) => c.sources, down: true },
];
const table = { sort: "date", down: true, limit: ROWS_AT_FIRST, open: new Set(), only: false };

function makeTable() {
  const heads = COLUMNS.map((column) =>
    el("th", { scope: "col", class: column.key, "data-key": column.key }, el("button", { type: "button", onclick: () => sortBy(column) }, column.head)),
  );
  byId("table-head").append(el("tr", {}, heads));
  byId("table-more").addEventListener("click", () => {
    table.limit += 400;
    drawTable();
  });
  drawTable();
  onChange((what) => {
    if (what === "filters") table.limit = ROWS_AT_FIRST;
    if (what === "theme") return;
    table.only = state.selection !== null && !["table", "address"].includes(state.selection.from);
    if (what === "selection" && state.selection && state.selection.contact) table.open.add(state.selection.contact);
    drawTable();
    if (what === "selection") drawSelection();
  });
}

function sortBy(column) {
  table.down = table.sort === column.key ? !table.down : Boolean(column.down);
  table.sort = column.key;
  drawTable();
}

function sortedRows() {
  const { value } = COLUMNS.find((column) => column.key === table.sort);
  const rows = state.visible.filter((contact) => !table.only || isSelected(contact));
  const keyed = rows.map((contact) => [value(contact), contact]);
  const way = table.down ? -1 : 1;
  keyed.sort(([a, c], [b, d]) => (a < b ? -way : a > b ? way : (c.first || "") < (d.first || "") ? 1 : -1));
  return keyed.map(([, contact]) => contact);
}

function drawTable() {
  const rows = sortedRows();
  const wanted = state.selection && state.selection.contact;
  const place = wanted ? rows.findIndex((contact) => contact.id === wanted) : -1;
  table.limit = Math.max(table.limit, place + 1);
  for (const head of byId("table-head").querySelectorAll("th")) {
    if (head.dataset.key === table.sort) head.setAttribute("aria-sort", table.down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
  fill(byId("table-body"), rows.slice(0, table.limit).flatMap(rowsOf));
  const more = byId("table-more");
  more.hidden = rows.length <= table.limit;
  more.textContent = `Show ${Math.min(400, rows.length - table.limit)} more`;
  const shown = Math.min(rows.length, table.limit);
  byId("table-count").textContent = shown < rows.length
    ? `${shown.toLocaleString("en")} of ${plural(rows.length, "contact")}`
    : plural(rows.length, "contact");
  byId("table-empty").hidden = rows.length > 0;
}

function rowsOf(contact) {
  const open = table.open.has(contact.id);
  const row = el(
    "tr",
    { id: contact.id, class: `contact${isSelected(contact) ? " selected" : ""}`, onclick: (event) => clickedRow(event, contact) },
    el("td", { class: "date" }, el("button", { type: "button", class: "opener", "aria-expanded": String(open), "aria-controls": `${contact.id}-more` }, contact.when)),
    el("td", { class: "who" }, contact.who.slice(0, 5).map((one) => el("div", { class: "party" }, dot(one.country), partyName(one), " ", el("small", {}, countryName(one.country)))), contact.who.length > 5 ? el("small", {}, `and ${contact.who.length - 5} more`) : null),
    el("td", { class: "mode", "data-head": "Mode" }, howWords(contact)),
    el("td", { class: "status", "data-head": "Status" }, el("span", { class: `status-${contact.status}` }, contact.status)),
    el("td", { class: "topics", "data-head": "Topics" }, shortened((contact.topics || []).join("; "), 140)),
    el("td", { class: "sources number", "data-head": "Sources" }, contact.sources),
  );
  if (!open) return [row];
  return [row, el("tr", { id: `${contact.id}-more`, class: "more" }, el("td", { colspan: COLUMNS.length }, detailsOf(contact)))];
}

/** A click on a row opens it and selects its contact in the pictures; a click on an open one closes it. */
function clickedRow(event, contact) {
  if (event.target.closest("a") || String(getSelection()).length) return;
  const open = !table.open.has(contact.id);
  if (open) table.open.add(contact.id);
  else table.open.delete(contact.id);
  const chosen = state.selection && state.selection.contact === contact.id;
  if (open !== Boolean(chosen)) selectContact(contact, table.only && state.selection ? state.selection.from : "table");
  else drawTable();
  byId(contact.id)?.querySelector("button").focus({ preventScroll: true });
}

/** The bar that says what is selected, with what can be done with it. */
function drawSelection() {
  const bar = byId("selection");
  bar.hidden = state.selection === null;
  document.body.classList.toggle("selecting", state.selection !== null);
  if (state.selection === null) return;
  const { label, contacts } = state.selection;
  fill(
    bar,
    el("p", {}, el("b", {}, label), contacts.size > 1 ? ` ${plural(contacts.size, "contact")}` : ""),
    el("button", { type: "button", onclick: () => byId("table").scrollIntoView({ behavior: "smooth" }) }, "See in the table"),
    narrowingOf(state.selection),
    el("button", { type: "button", onclick: () => select(null) }, "Clear (Esc)"),
  );
}

/** A button that keeps the page to what is selected, where there is a filter for it. */
function narrowingOf({ level, node: number, line }) {
  let changes = null;
  if (level && number !== undefined) changes = narrowingTo(node(level, number));
  else if (level && line) {
    const [a, b] = line.split("-").map((n) => node(level, Number(n)));
    changes = { a: a.country || "", b: b.country || "", person: "" };
  }
  if (changes === null) return null;
  return el("button", { type: "button", onclick: () => { select(null); setFilters(changes); byId("dossier").scrollIntoView({ behavior: "smooth" }); } }, "Open dossier");
}

function narrowingTo(one) {
  if (one.kind === "person") return { person: one.id, a: "", b: "" };
  return { a: one.country || "", b: "", person: "" };
}
