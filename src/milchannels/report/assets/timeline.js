// Visible contacts in, the timeline out: one lane a channel, a mark a contact, bars for uncertain dates, cuts and
// openings of channels, and how long each has been silent.

const MARKERS = {
  phone_call: "circle", video_call: "square", meeting: "diamond", visit: "triangle",
  letter: "inverted_triangle", hotline: "star", talks: "hex",
};
const MARK_SIZES = { diamond: 13, star: 14, triangle: 12, inverted_triangle: 12, hex: 12, square: 10, circle: 11 };
/** Pixels at the end of a lane for the words of how long it is silent. */
const SILENCE_WIDTH = 84;
const timeline = { lanes: [], shown: [], page: 0, order: "busiest", marks: [], bars: [], events: [] };

async function makeTimeline() {
  const x = new Bokeh.Range1d({ start: 0, end: 1 });
  const y = new Bokeh.Range1d({ start: 1, end: 0 });
  Object.assign(timeline, { x, y });
  const axis = barePlot({ x_range: x, y_range: new Bokeh.Range1d({ start: 0, end: 1 }), height: 30, x_axis_type: "datetime", y_axis_type: null, x_axis_location: "above" });
  const lanes = barePlot({ x_range: x, y_range: y, height: 100, x_axis_type: "datetime", y_axis_type: null });
  Object.assign(timeline, { axis, plot: lanes });
  lanes.xaxis.visible = false;
  axis.xgrid.visible = false;
  axis.ygrid.visible = false;
  lanes.ygrid.visible = false;
  const formats = { days: "%d %b %Y", months: "%b %Y", years: "%Y", hours: "%d %b", minutes: "%d %b", hourmin: "%d %b", minsec: "%d %b", seconds: "%d %b", milliseconds: "%d %b", microseconds: "%d %b" };
  axis.xaxis.formatter = new Bokeh.DatetimeTickFormatter(formats);
  axis.xaxis.axis_line_color = null;
  axis.xaxis.minor_tick_line_color = null;
  const sources = ["band", "line", "silence", "bar", "mark", "event", "eventLine", "label"];
  for (const name of sources) timeline[name] = new Bokeh.ColumnDataSource({ data: {} });
  setColumns();
  addLaneGlyphs(lanes);
  const clickable = [timeline.markGlyphs, timeline.barGlyphs];
  const pan = new Bokeh.PanTool({ dimensions: "width" });
  const wheel = new Bokeh.WheelZoomTool({ dimensions: "width", modifiers: { ctrl: true } });
  lanes.add_tools(
    pan, wheel, onClick(clickable, clickedInTimeline),
    hoverTool([timeline.markGlyphs], (place) => contactTip(timeline.marks[place].contact)),
    hoverTool([timeline.barGlyphs], (place) => contactTip(timeline.bars[place].contact)),
    hoverTool([timeline.eventGlyphs], (place) => eventTip(timeline.events[place].event)),
  );
  lanes.toolbar.active_drag = pan;
  lanes.toolbar.active_scroll = wheel;
  legendOfTimeline();
  drawTimeline();
  await showPlots([axis, lanes], [byId("timeline-axis"), byId("timeline-plot")]);
  zoomButtons(byId("timeline"), { x }, fitTimeline);
  onKeys(byId("timeline-plot"), { x, fit: fitTimeline });
  byId("timeline-order").addEventListener("change", (event) => {
    timeline.order = event.target.value;
    timeline.page = 0;
    drawTimeline();
  });
  matchMedia("(max-width: 700px)").addEventListener("change", drawTimeline);
  onChange((what) => {
    if (what === "filters" || what === "level") timeline.page = 0;
    drawTimeline({ fit: what === "filters" });
    if (what === "selection" && state.selection && state.selection.from !== "timeline") showSelectedLane();
  });
}

function addLaneGlyphs(plot) {
  const f = (field) => ({ field });
  plot.quad({ source: timeline.band, left: f("left"), right: f("right"), top: f("top"), bottom: f("bottom"), fill_color: f("colour"), fill_alpha: 0.12, line_color: null });
  plot.segment(f("x0"), f("y"), f("x1"), f("y"), { source: timeline.line, line_color: f("colour"), line_width: 1.5, line_alpha: f("alpha") });
  plot.segment(f("x0"), f("y"), f("x1"), f("y"), { source: timeline.silence, line_color: f("colour"), line_width: 1.5, line_dash: "1 5", line_cap: "round" });
  timeline.barGlyphs = plot.quad({ source: timeline.bar, left: f("left"), right: f("right"), top: f("top"), bottom: f("bottom"), fill_color: f("fill"), fill_alpha: f("fillAlpha"), line_color: f("colour"), line_alpha: f("alpha"), line_dash: f("dash"), border_radius: 3 });
  plot.segment(f("x"), f("y0"), f("x"), f("y1"), { source: timeline.eventLine, line_color: f("colour"), line_width: 2 });
  timeline.markGlyphs = plot.scatter(f("x"), f("y"), { source: timeline.mark, size: f("size"), marker: f("marker"), fill_color: f("fill"), fill_alpha: f("alpha"), line_color: f("colour"), line_alpha: f("alpha"), line_width: f("rim") });
  timeline.eventGlyphs = plot.scatter(f("x"), f("y"), { source: timeline.event, size: 12, marker: f("marker"), fill_color: f("fill"), line_color: f("colour"), line_width: 2.5 });
  timeline.labelGlyphs = plot.text(f("x"), f("y"), f("text"), { source: timeline.label, x_offset: 6, text_font: "system-ui, -apple-system, Segoe UI, Roboto, sans-serif", text_font_size: "11px", text_baseline: "middle" });
}

/** On a phone a lane's heading stands above its marks and not beside them. */
function narrow() {
  return matchMedia("(max-width: 700px)").matches;
}

function drawTimeline({ fit = false } = {}) {
  timeline.lanes = orderedLanes(state.visible, state.level, timeline.order);
  timeline.page = Math.min(timeline.page, Math.max(0, Math.ceil(timeline.lanes.length / LANES_A_PAGE) - 1));
  timeline.shown = shownLanes(timeline.lanes, timeline.page);
  const height = narrow() ? 58 : 40;
  const count = Math.max(1, timeline.shown.length);
  byId("timeline").style.setProperty("--lane", `${height}px`);
  timeline.plot.height = count * height;
  timeline.y.setv({ start: count, end: 0 });
  setColumns();
  styleAxis();
  fill(byId("lane-names"), timeline.shown.map(laneHeading));
  byId("timeline-empty").hidden = timeline.lanes.length > 0;
  byId("timeline-plot").setAttribute("aria-label", timelineWords());
  drawPages();
  const lanes = byId("lanes");
  byId("timeline").style.setProperty("--scrollbar", `${lanes.offsetWidth - lanes.clientWidth}px`);
  if (fit || !timeline.fitted) fitTimeline();
  timeline.fitted = true;
}

/** All columns of all sources, from the lanes that are shown. */
function setColumns() {
  const shades = colours();
  const at = (n) => n + (narrow() ? 0.72 : 0.5);
  const lanes = timeline.shown.map((lane, n) => ({ ...lane, y: at(n), n, told: eventsOf(lane) }));
  const fades = state.selection !== null;
  timeline.marks = lanes.flatMap((lane) => lane.contacts.filter((contact) => contact.start !== null).map((contact) => ({ contact, y: lane.y })));
  // What is selected is drawn last, on top of its neighbours.
  timeline.marks.sort((a, b) => isSelected(a.contact) - isSelected(b.contact));
  timeline.bars = timeline.marks.filter((mark) => !mark.contact.exact);
  timeline.events = lanes.flatMap((lane) => lane.told.map((event) => ({ event, y: lane.y, n: lane.n })));
  timeline.mark.data = markColumns(timeline.marks, shades, fades);
  timeline.bar.data = barColumns(timeline.bars, shades, fades);
  const spans = lanes.flatMap((lane) => cutSpans(lane, lane.told).map(([start, end]) => ({ start, end, n: lane.n })));
  timeline.band.data = { left: spans.map((one) => one.start), right: spans.map((one) => one.end), top: spans.map((one) => one.n + 0.04), bottom: spans.map((one) => one.n + 0.96), colour: spans.map(() => shades.cut) };
  const dated = lanes.map((lane) => ({ ...lane, from: Math.min(...lane.contacts.filter((c) => c.start !== null).map((c) => c.start)), to: Math.max(...lane.contacts.filter((c) => c.start !== null).map((c) => c.end)) }));
  timeline.line.data = { x0: dated.map((one) => one.from), x1: dated.map((one) => one.to), y: dated.map((one) => one.y), colour: dated.map(() => shades.edge), alpha: dated.map(() => 0.55) };
  const silent = dated.filter((lane) => lane.course.silence > 0);
  timeline.silence.data = { x0: silent.map((one) => one.course.last + DAY), x1: silent.map(() => AS_OF), y: silent.map((one) => one.y), colour: silent.map(() => shades.muted) };
  timeline.label.data = { x: silent.map((one) => Math.max(AS_OF, one.to)), y: silent.map((one) => one.y), text: silent.map((one) => spanWords(one.course.silence)) };
  eventColumns(timeline.events, shades);
}

function markColumns(marks, shades, fades) {
  const kinds = marks.map(({ contact }) => MARKERS[contact.mode]);
  return {
    id: marks.map(({ contact }) => contact.id),
    x: marks.map(({ contact }) => contact.middle), y: marks.map(({ y }) => y), marker: kinds,
    size: marks.map(({ contact }, n) => MARK_SIZES[kinds[n]] * (isSelected(contact) ? 1.45 : contact.exact ? 1 : 0.75)),
    colour: marks.map(({ contact }) => shades[contact.status]),
    fill: marks.map(({ contact }) => (contact.held ? shades.held : shades.card)),
    alpha: marks.map(({ contact }) => (!fades || isSelected(contact) ? 0.95 : 0.22)),
    rim: marks.map(({ contact }) => (contact.held ? 1 : 2)),
  };
}

function barColumns(bars, shades, fades) {
  return {
    left: bars.map(({ contact }) => contact.start), right: bars.map(({ contact }) => contact.end),
    top: bars.map(({ y }) => y - 0.11), bottom: bars.map(({ y }) => y + 0.11),
    colour: bars.map(({ contact }) => shades[contact.status]), fill: bars.map(({ contact }) => shades[contact.status]),
    fillAlpha: bars.map(({ contact }) => (contact.held ? 0.3 : 0.06) * (!fades || isSelected(contact) ? 1 : 0.3)),
    alpha: bars.map(({ contact }) => (!fades || isSelected(contact) ? 0.8 : 0.2)),
    dash: bars.map(({ contact }) => (contact.held ? "solid" : "4 3")),
  };
}

function eventColumns(events, shades) {
  const looks = {
    suspended: ["x", shades.cut, shades.cut], resumed: ["plus", shades.good, shades.good], established: ["plus", shades.good, shades.good],
    proposed: ["circle", shades.good, shades.card], maintained: ["dash", shades.good, shades.good],
  };
  const at = events.map(({ event }) => (Date.parse(event.first) + Date.parse(event.last || event.first) + DAY) / 2);
  timeline.event.data = {
    x: at, y: events.map(({ n }) => n + (narrow() ? 0.52 : 0.22)), marker: events.map(({ event }) => looks[event.action][0]),
    colour: events.map(({ event }) => looks[event.action][1]), fill: events.map(({ event }) => looks[event.action][2]),
  };
  timeline.eventLine.data = { x: at, y0: events.map(({ n }) => n + (narrow() ? 0.46 : 0.06)), y1: events.map(({ n }) => n + 0.94), colour: timeline.event.data.colour };
}

function styleAxis() {
  const shades = colours();
  const { axis, plot } = timeline;
  axis.xaxis.major_label_text_color = shades.muted;
  axis.xaxis.major_label_text_font_size = "11px";
  axis.xaxis.major_tick_line_color = shades.line;
  plot.xgrid.grid_line_color = shades.line;
  timeline.labelGlyphs.glyph.text_color = shades.muted;
}

/** From the first to the last day of the lanes, with room at the end for how long they are silent. */
function fitTimeline() {
  const dated = timeline.marks.map(({ contact }) => contact);
  if (!dated.length) return;
  const start = Math.min(...dated.map((contact) => contact.start));
  const end = Math.max(...dated.map((contact) => contact.end), AS_OF ?? -Infinity);
  const span = Math.max(end - start, 40 * DAY);
  const width = Math.max(200, byId("timeline-axis").clientWidth);
  timeline.x.setv({ start: start - (span * 14) / width, end: end + span * (SILENCE_WIDTH / (width - SILENCE_WIDTH)) });
}

function clickedInTimeline(renderer, places) {
  const marks = renderer === timeline.markGlyphs ? timeline.marks : timeline.bars;
  const found = [...new Set(places.map((place) => marks[place].contact))];
  if (found.length === 1) selectContact(found[0], "timeline");
  else {
    const numbers = new Set(found.map((contact) => contact.n));
    select({ key: [...numbers].join(" "), label: `${plural(found.length, "contact")} around ${found[0].when}`, contacts: numbers, from: "timeline" });
  }
}

function contactTip(contact) {
  return [
    `${contact.when}: ${howWords(contact)}, ${contact.status}`, whoWords(contact),
    (contact.topics || []).length ? `about ${shortened(contact.topics.join("; "), 120)}` : "",
    `told by ${plural(contact.sources, "article")}`,
  ].filter(Boolean);
}

function eventTip(event) {
  return [`${event.when}: ${ACTIONS[event.action]}`, event.channel, `told by ${plural(event.told.length, "article")}`];
}

/** Brings the lane of what was selected elsewhere into view, without moving the page. */
function showSelectedLane() {
  const place = timeline.shown.findIndex((lane) => lane.contacts.some(isSelected));
  const scroll = byId("lanes");
  const height = timeline.plot.height / Math.max(1, timeline.shown.length);
  if (place >= 0 && scroll.scrollHeight > scroll.clientHeight) {
    const top = place * height;
    if (top < scroll.scrollTop || top + height > scroll.scrollTop + scroll.clientHeight) scroll.scrollTop = Math.max(0, top - height);
  }
}

function drawPages() {
  const pages = Math.ceil(timeline.lanes.length / LANES_A_PAGE);
  const go = (page) => () => {
    timeline.page = page;
    drawTimeline();
    byId("lanes").scrollTop = 0;
  };
  const first = timeline.page * LANES_A_PAGE + 1;
  const last = Math.min(first + LANES_A_PAGE - 1, timeline.lanes.length);
  const undated = state.visible.filter((contact) => contact.start === null);
  fill(
    byId("timeline-pages"),
    pages > 1 ? [
      el("button", { type: "button", disabled: timeline.page === 0, onclick: go(timeline.page - 1) }, "Earlier lanes"),
      el("span", {}, `Lanes ${first}–${last} of ${timeline.lanes.length.toLocaleString("en")}`),
      el("button", { type: "button", disabled: timeline.page >= pages - 1, onclick: go(timeline.page + 1) }, "Further lanes"),
    ] : null,
    undated.length ? el("button", { type: "button", class: "link", onclick: () => select({ key: "undated", label: "Contacts without a date", contacts: new Set(undated.map((one) => one.n)), from: "timeline" }) }, `${plural(undated.length, "contact")} without a date ${undated.length === 1 ? "is" : "are"} only in the table`) : null,
  );
}

/** What marks and colours mean. */
function legendOfTimeline() {
  const shapes = { circle: "●", square: "■", diamond: "◆", triangle: "▲", inverted_triangle: "▼", star: "★", hex: "⬢" };
  const key = (sign, words, colour) => el("span", { class: "key" }, el("span", { class: "sign", "--sign": `var(--${colour})` }, sign), words);
  const modes = tallied(CONTACTS.map((contact) => contact.mode)).map(([mode]) => key(shapes[MARKERS[mode]], MODES[mode], "held"));
  const statuses = STATUSES.filter((status) => status !== "held" && CONTACTS.some((contact) => contact.status === status)).map((status) => key("○", status, status));
  const actions = new Set(DATA.events.filter((event) => event.first).map((event) => event.action));
  const events = [["suspended", "✕", "cut", "cut"], ["resumed", "✚", "opened or reopened", "good"], ["proposed", "○", "line proposed", "good"], ["maintained", "–", "kept open", "good"]];
  const told = events.filter(([action]) => actions.has(action) || (action === "resumed" && actions.has("established")));
  fill(byId("timeline-legend"), modes, statuses, told.map(([, sign, words, colour]) => key(sign, words, colour)));
}

function timelineWords() {
  return `Timeline with ${plural(timeline.lanes.length, "lane")}, of which ${timeline.shown.length} are shown. ` +
    "Each lane's heading is a button that says how often and when last; the table has every contact.";
}
