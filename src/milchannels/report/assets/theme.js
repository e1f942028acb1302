// Colours of the theme in force, read from the style sheet, so that pictures and text have the same.

/** Countries by the number of their contacts: the first ten have colours of their own, the others share one. */
const RANKED = tallied(CONTACTS.flatMap((contact) => [...new Set(contact.who.map((one) => one.country).filter(Boolean))]));
const OWN_COLOURS = 10;
/** Those who are told of most have the same colour on every page, wherever they are among the first ten. */
const SETTLED = ["USA", "RUS", "CHN", "IND", "GBR", "JPN", "FRA", "UKR", "TUR", "ISR"];
const COLOUR_PLACE = colourPlaces(RANKED.slice(0, OWN_COLOURS).map(([code]) => code));

/** Code -> 1 to 10. */
function colourPlaces(codes) {
  const places = new Map(codes.filter((code) => SETTLED.includes(code)).map((code) => [code, SETTLED.indexOf(code) + 1]));
  const taken = new Set(places.values());
  const free = Array.from({ length: OWN_COLOURS }, (_, n) => n + 1).filter((place) => !taken.has(place));
  for (const code of codes) if (!places.has(code)) places.set(code, free.shift());
  return places;
}

/** The value of a custom property of the style sheet. */
function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** The custom property that holds a country's colour. */
function countryToken(code) {
  return COLOUR_PLACE.has(code) ? `country-${COLOUR_PLACE.get(code)}` : "country-other";
}

/** A dot in a country's colour. */
function dot(code) {
  return el("span", { class: "dot", "aria-hidden": "true", "--dot": `var(--${countryToken(code)})` });
}

/** All colours that pictures need, read once for each drawing. */
function colours() {
  const names = ["ink", "muted", "line", "card", "edge", "accent", "held", "refused", "cancelled", "planned", "requested", "good", "cut"];
  const found = Object.fromEntries(names.map((name) => [name, token(name)]));
  document.documentElement.dataset.drawn = getComputedStyle(document.documentElement).colorScheme;
  const countries = new Map(RANKED.map(([code]) => [code, token(countryToken(code))]));
  found.country = (code) => countries.get(code) || token("country-other");
  return found;
}

function setTheme(theme) {
  state.theme = theme;
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  tell("theme");
}

function watchTheme() {
  const choice = byId("theme");
  choice.addEventListener("change", () => setTheme(choice.value));
  let printing = false;
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    if (!printing) tell("theme");
  });
  // Paper is white. Pictures cannot be drawn anew at once: the style sheet turns those that are drawn for a dark ground.
  addEventListener("beforeprint", () => {
    printing = true;
    document.documentElement.dataset.theme = "light";
  });
  addEventListener("afterprint", () => {
    if (state.theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = state.theme;
    printing = false;
  });
}
