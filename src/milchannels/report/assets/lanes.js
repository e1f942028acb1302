// Visible contacts in; the lanes of the timeline out: in order, a page of them at a time, each with its heading.

const LANES_A_PAGE = 30;
const ORDERS = {
  busiest: (a, b) => b.contacts.length - a.contacts.length || (b.course.last ?? -Infinity) - (a.course.last ?? -Infinity),
  latest: (a, b) => (b.course.last ?? -Infinity) - (a.course.last ?? -Infinity),
  silent: (a, b) => (b.course.silence ?? -1) - (a.course.silence ?? -1),
  name: (a, b) => lineWords(a).localeCompare(lineWords(b), "en"),
};

/** The lanes of the page that is shown: those of the selection come first where the page has none of them. */
function shownLanes(lanes, page) {
  const first = page * LANES_A_PAGE;
  const shown = lanes.slice(first, first + LANES_A_PAGE);
  if (state.selection === null || shown.some((lane) => lane.contacts.some(isSelected))) return shown;
  const wanted = lanes.filter((lane) => lane.contacts.some(isSelected)).slice(0, LANES_A_PAGE);
  return [...wanted, ...shown.slice(0, LANES_A_PAGE - wanted.length)];
}

/** Lines with a place on the line of time, in the order that the reader chose. */
function orderedLanes(contacts, level, order) {
  const lanes = linesOf(contacts, level).filter((line) => line.contacts.some((contact) => contact.start !== null));
  for (const lane of lanes) lane.course = course(lane.contacts);
  return lanes.sort((a, b) => ORDERS[order](a, b) || lineWords(a).localeCompare(lineWords(b), "en"));
}

/** Openings and cuts of the line between the two countries of a lane. */
function eventsOf(lane) {
  const [a, b] = [node(lane.level, lane.a).country, node(lane.level, lane.b).country];
  return DATA.events.filter((event) => event.first && event.countries.includes(a) && event.countries.includes(b) && inPeriod(event));
}

function inPeriod(event) {
  const { since, until } = state.filters;
  return (!since || event.last === null || event.last >= since) && (!until || event.first === null || event.first <= until);
}

/**
 * From each cut to what ends it: an opening, a contact of the two countries that was held all the same, or the day that
 * is counted to. [start, end] in milliseconds.
 */
function cutSpans(lane, events) {
  const spans = [];
  const cuts = events.filter((event) => event.action === "suspended").map((event) => Date.parse(event.last || event.first));
  if (!cuts.length) return spans;
  const [a, b] = [node(lane.level, lane.a).country, node(lane.level, lane.b).country];
  const joins = (contact) => contact.who.some((one) => one.country === a) && contact.who.some((one) => one.country === b);
  const ends = [
    ...events.filter((event) => ["resumed", "established"].includes(event.action)).map((event) => Date.parse(event.first)),
    ...CONTACTS.filter((contact) => contact.held && contact.start !== null && joins(contact)).map((contact) => contact.start),
  ];
  for (const cut of cuts) {
    const end = Math.min(...ends.filter((day) => day > cut), AS_OF ?? Infinity);
    if (Number.isFinite(end) && end > cut) spans.push([cut, end]);
  }
  return spans;
}

/** The heading of a lane: a button that selects its contacts. */
function laneHeading(lane) {
  const [a, b] = [node(lane.level, lane.a), node(lane.level, lane.b)];
  const chosen = state.selection !== null && state.selection.line === lane.key && state.selection.level === lane.level;
  const held = lane.contacts.filter((contact) => contact.held).length;
  const others = lane.contacts.length - held;
  const { last, silence } = lane.course;
  const words = [
    `${held} held${others ? `, ${others} not` : ""}`,
    last === null ? null : `last ${dayWords(last)}`,
  ].filter(Boolean).join(" · ");
  const ends = (one) => [dot(one.country), el("span", { class: "end" }, one.kind === "country" ? one.label : capital(one.label))];
  return el(
    "button",
    {
      type: "button", class: "lane", "aria-pressed": String(chosen), onclick: () => selectLine(lane, "timeline"),
      title: `${nodeWords(a)} – ${nodeWords(b)}: ${words}${silence === null ? "" : `, silent for ${spanWords(silence)}`}`,
    },
    el("span", { class: "ends" }, el("span", {}, ends(a)), el("span", { class: "between", "aria-hidden": "true" }, "–"), el("span", {}, ends(b))),
    el("small", {}, el("span", { class: "brief" }, lane.contacts.length), el("span", { class: "full" }, words)),
  );
}
