// A contact in; what its row opens to out: its facts, where articles contradict each other, and their quotes.

function detailsOf(contact) {
  return el("div", { class: "details" }, factsOf(contact), doubtsOf(contact), sourcesOf(contact));
}

function factsOf(contact) {
  const initiator = contact.initiator ? countryName(contact.initiator) : null;
  const facts = [
    ["Place", contact.place],
    ["Asked for by", initiator],
    ["Lasted", contact.minutes ? plural(contact.minutes, "minute") : null],
    ["About", (contact.topics || []).join("; ")],
    ["Tone", contact.tone],
    ["Outcome", contact.outcome],
    ["Date in the text", contact.dateText],
    ["Confidence of the reading", `${Math.round(contact.sure * 100)} %`],
    ["Id", contact.id],
  ].filter(([, value]) => value);
  const parties = contact.who.map((one) => {
    const post = [one.rank, one.role].filter(Boolean).join(", ");
    return post ? el("li", {}, dot(one.country), el("b", {}, partyName(one)), ` ${post}, ${countryName(one.country)}`) : null;
  });
  return [
    parties.some(Boolean) ? el("ul", { class: "parties" }, parties) : null,
    el("dl", { class: "facts" }, facts.map(([head, value]) => el("div", {}, el("dt", {}, head), el("dd", {}, value)))),
  ];
}

/** Where articles differ, and what became of a plan or a request. */
function doubtsOf(contact) {
  const lines = Object.entries(contact.differences || {}).map(([field, values]) => {
    const told = Object.entries(values).map(([value, number]) => `${differing(field, value)} (${plural(number, "article")})`);
    return el("p", { class: "doubt" }, `Articles contradict each other on the ${DIFFERING[field] || field}: ${told.join(", ")}.`);
  });
  if (contact.history && contact.history.length) {
    const steps = contact.history.map(([status, day]) => `${status} (${day ? dayWords(day) : "undated"})`);
    lines.push(el("p", { class: "doubt" }, `What became of it, as articles told it: ${steps.join(", then ")}.`));
  }
  return lines;
}

const DIFFERING = { location: "place", initiator: "side that asked for it" };

function differing(field, value) {
  if (field === "mode") return MODES[value] || value;
  return field === "initiator" ? countryName(value) : value;
}

function sourcesOf(contact) {
  const more = contact.sources - contact.tellings.length;
  const independent = contact.independent ? `, ${contact.independent} of them independent` : "";
  return [
    el("h4", {}, `Told by ${plural(contact.sources, "article")}${independent}`),
    el("ol", { class: "tellings" }, contact.tellings.map(tellingOf)),
    more > 0 ? el("p", { class: "muted" }, `and by ${plural(more, "more article")}: milchannels contact ${contact.id}`) : null,
    el("p", { class: "marks muted", "aria-hidden": "true" }, "Marked: ", el("mark", { class: "who" }, "who"), " ", el("mark", { class: "how" }, "how"), " ", el("mark", { class: "when" }, "when"), " ", el("mark", { class: "about" }, "about what")),
  ];
}

function tellingOf(one) {
  const [id, title, source, published] = DATA.articles[one.article];
  const web = /^https?:\/\//i.test(source || "");
  const head = [
    linked(source, title || id),
    source && !web ? `, ${source}` : web ? `, ${hostOf(source)}` : "",
    published ? `, ${dayWords(published)}` : "",
    one.by ? `, as ${one.by} tells it` : "",
  ];
  if (one.copyOf) return el("li", {}, el("p", { class: "source" }, head), el("p", { class: "muted" }, `A copy of ${one.copyOf}.`));
  const quotes = one.quotes.map((quote) => el("blockquote", {}, quote.map(([...piece]) => piece).length ? quote.map(pieceOf) : null));
  return el("li", {}, quotes, el("p", { class: "source" }, head));
}

function pieceOf(piece) {
  return typeof piece === "string" ? document.createTextNode(piece) : el("mark", { class: piece[1], title: piece[1] }, piece[0]);
}

function hostOf(address) {
  try {
    return new URL(address).hostname;
  } catch {
    return address;
  }
}
