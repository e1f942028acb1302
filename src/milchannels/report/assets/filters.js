// The controls for filters and level: what is typed and chosen goes into the state, and back where others change it.

const FIELDS = ["q", "a", "b", "person", "mode", "status", "theme", "since", "until"];

function makeFilters() {
  const form = byId("filters");
  options(form.a, RANKED.map(([code, number]) => [code, `${countryName(code)} (${number})`]));
  options(form.b, RANKED.map(([code, number]) => [code, `${countryName(code)} (${number})`]));
  options(form.mode, tallied(CONTACTS.map((contact) => contact.mode)).map(([mode, number]) => [mode, `${capital(MODES[mode])} (${number})`]));
  options(form.status, tallied(CONTACTS.map((contact) => contact.status)).map(([status, number]) => [status, `${capital(status)} (${number})`]));
  options(form.theme, tallied(CONTACTS.flatMap((contact) => contact.themes || [])).map(([theme, number]) => [theme, `${capital(plainWords(theme))} (${number})`]));
  const persons = tallied(CONTACTS.flatMap((contact) => [...new Set(contact.who.map((one) => one.person).filter(Boolean))]));
  options(form.person, persons.filter(([id]) => DATA.people[id]).map(([id, number]) => [id, `${DATA.people[id].name}, ${countryName(DATA.people[id].country)} (${number})`]));
  form.addEventListener("submit", (event) => event.preventDefault());
  const search = afterPause(() => setFilters({ q: form.q.value.trim() }), 200);
  form.q.addEventListener("input", search);
  for (const name of FIELDS.slice(1)) form[name].addEventListener("change", () => setFilters({ [name]: form[name].value }));
  for (const button of document.querySelectorAll("[data-clear]")) button.addEventListener("click", () => setFilters({ ...NO_FILTERS }));
  for (const choice of document.querySelectorAll("input[name=level]")) choice.addEventListener("change", () => setLevel(choice.value));
  const boxes = byId("filter-box");
  boxes.open = !narrow();
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.selection !== null) select(null);
    if (event.key === "/" && !/INPUT|SELECT|TEXTAREA/.test(document.activeElement.tagName)) {
      boxes.open = true;
      form.q.focus();
      event.preventDefault();
    }
  });
  showFilters();
  onChange((what) => {
    if (what === "filters" || what === "level") showFilters();
  });
}

function options(choice, values) {
  choice.append(...values.map(([value, text]) => el("option", { value }, text)));
}

/** Puts the state into the controls, and says how many contacts pass. */
function showFilters() {
  const form = byId("filters");
  for (const name of FIELDS) if (document.activeElement !== form[name] || name !== "q") form[name].value = state.filters[name];
  for (const choice of document.querySelectorAll("input[name=level]")) choice.checked = choice.value === state.level;
  const number = FIELDS.filter((name) => state.filters[name]).length;
  byId("filter-head").textContent = number ? `Filters (${number})` : "Filters";
  byId("clear").disabled = number === 0;
  byId("count").textContent = state.visible.length === CONTACTS.length
    ? `All ${plural(CONTACTS.length, "contact")}`
    : `${state.visible.length.toLocaleString("en")} of ${plural(CONTACTS.length, "contact")}`;
}
