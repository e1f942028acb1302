// Visible contacts in, the picture of who talks to whom out. A click on a node or a line selects its contacts.

const network = { nodes: [], lines: [], byNode: new Map(), shown: false };

async function makeNetwork() {
  const section = byId("network");
  const host = byId("network-plot");
  const x = new Bokeh.Range1d({ start: -1, end: 1 });
  const y = new Bokeh.Range1d({ start: -1, end: 1 });
  const plot = barePlot({ x_range: x, y_range: y, height: networkHeight(), x_axis_type: null, y_axis_type: null });
  plot.xgrid.visible = false;
  plot.ygrid.visible = false;
  Object.assign(network, { plot, x, y, host });
  addGlyphs(plot);
  const renderers = [network.nodeGlyphs, network.lineGlyphs];
  const small = matchMedia("(pointer: coarse)").matches;
  const pan = new Bokeh.PanTool();
  plot.add_tools(
    pan,
    new Bokeh.WheelZoomTool({ modifiers: { ctrl: true } }),
    onClick(renderers, clickedInNetwork),
    hoverTool([network.nodeGlyphs], (place) => nodeTip(network.nodes[place])),
    hoverTool([network.lineGlyphs], (place) => lineTip(network.lines[place])),
  );
  // A finger that moves over the picture scrolls the page, unless the reader asks to move the picture.
  plot.toolbar.active_drag = small ? null : pan;
  plot.toolbar.active_scroll = plot.toolbar.tools.find((tool) => tool instanceof Bokeh.WheelZoomTool);
  const moving = byId("network-move");
  moving.hidden = !small;
  moving.addEventListener("click", () => {
    const on = moving.getAttribute("aria-pressed") !== "true";
    moving.setAttribute("aria-pressed", String(on));
    plot.toolbar.active_drag = on ? pan : null;
  });
  drawNetwork();
  await showPlots([plot], [host]);
  // Before it is shown a plot has no size to ask for.
  network.shown = true;
  fitNetwork();
  const again = oncePerFrame(scaleNetwork);
  x.change.connect(again);
  y.change.connect(again);
  plot.properties.inner_width.change.connect(() => fitNetwork());
  zoomButtons(section, { x, y }, fitNetwork);
  onKeys(host, { x, y, fit: fitNetwork });
  byId("network-list").addEventListener("toggle", listNetwork);
  onChange((what) => {
    drawNetwork();
    if (what === "filters" || what === "level") fitNetwork();
    listNetwork();
  });
}

function networkHeight() {
  return Math.round(Math.min(560, Math.max(320, Math.min(innerHeight * 0.62, innerWidth * 0.95))));
}

function addGlyphs(plot) {
  const source = () => new Bokeh.ColumnDataSource({ data: {} });
  network.lineSource = source();
  network.nodeSource = source();
  network.labelSource = source();
  network.lineSource.data = lineColumns([], colours());
  network.nodeSource.data = nodeColumns([], colours());
  network.labelSource.data = { x: [], y: [], text: [] };
  network.lineGlyphs = plot.segment(
    { field: "x0" }, { field: "y0" }, { field: "x1" }, { field: "y1" },
    { source: network.lineSource, line_width: { field: "width" }, line_color: { field: "colour" }, line_alpha: { field: "alpha" }, line_dash: { field: "dash" }, line_cap: "round" },
  );
  network.nodeGlyphs = plot.scatter(
    { field: "x" }, { field: "y" },
    { source: network.nodeSource, size: { field: "size" }, marker: { field: "marker" }, fill_color: { field: "colour" }, fill_alpha: { field: "alpha" }, line_color: { field: "rim" }, line_alpha: { field: "alpha" }, line_width: { field: "rimWidth" } },
  );
  network.labelGlyphs = plot.text(
    { field: "x" }, { field: "y" }, { field: "text" },
    { source: network.labelSource, text_font: "system-ui, -apple-system, Segoe UI, Roboto, sans-serif", text_font_size: "12px", text_align: "center", text_baseline: "middle", background_fill_alpha: 0.72, padding: 1, border_radius: 3 },
  );
}

/** Makes nodes and lines anew from the visible contacts. */
function drawNetwork() {
  network.byNode = contactsByNode(state.visible, state.level);
  // Lines of many contacts are drawn last, on top.
  network.lines = linesOf(state.visible, state.level).sort((a, b) => a.contacts.length - b.contacts.length);
  network.nodes = [...network.byNode]
    .map(([number, contacts]) => ({ number, contacts, ...node(state.level, number) }))
    // Small nodes are drawn last, so that large ones do not hide them.
    .sort((a, b) => b.contacts.length - a.contacts.length || a.number - b.number);
  const shades = colours();
  network.lineSource.data = lineColumns(network.lines, shades);
  network.nodeSource.data = nodeColumns(network.nodes, shades);
  network.labelGlyphs.glyph.setv({ text_color: shades.ink, background_fill_color: shades.card });
  byId("network-plot").setAttribute("aria-label", networkWords());
  byId("network-empty").hidden = network.nodes.length > 0;
  legendOfCountries();
  scaleNetwork();
}

function lineColumns(lines, shades) {
  const chosen = lines.map((line) => line.contacts.some(isSelected));
  const fades = state.selection !== null;
  const ends = lines.map((line) => [node(line.level, line.a), node(line.level, line.b)]);
  // The more lines, the fainter those of few contacts: else a large network is a blot.
  const crowd = Math.min(1, Math.sqrt(120 / Math.max(1, lines.length)));
  const weight = (line) => Math.log2(line.contacts.length);
  return {
    id: ends.map(([a, b]) => `${a.id}--${b.id}`),
    x0: ends.map(([a]) => a.x), y0: ends.map(([a]) => a.y), x1: ends.map(([, b]) => b.x), y1: ends.map(([, b]) => b.y),
    width: lines.map((line, n) => (1 + 1.5 * weight(line)) * Math.max(0.6, crowd) + (chosen[n] ? 1.5 : 0)),
    colour: lines.map((_, n) => (chosen[n] ? shades.accent : shades.edge)),
    alpha: lines.map((line, n) => (chosen[n] ? 0.95 : (fades ? 0.25 : 1) * Math.min(0.75, 0.55 * crowd + 0.08 * weight(line)))),
    dash: lines.map((line) => (line.contacts.some((contact) => contact.held) ? "solid" : "dashed")),
  };
}

function nodeColumns(nodes, shades) {
  const chosen = nodes.map((one) => one.contacts.some(isSelected));
  const fades = state.selection !== null;
  const itself = (one) => fades && state.selection.level === state.level && state.selection.node === one.number;
  return {
    id: nodes.map((one) => one.id),
    x: nodes.map((one) => one.x), y: nodes.map((one) => one.y),
    size: nodes.map((one) => nodeSize(one)),
    marker: nodes.map((one) => (one.kind === "post" && state.level === "person" ? "square" : "circle")),
    colour: nodes.map((one) => shades.country(one.country)),
    alpha: nodes.map((_, n) => (!fades || chosen[n] ? 1 : 0.2)),
    rim: nodes.map((one) => (itself(one) ? shades.ink : shades.card)),
    rimWidth: nodes.map((one) => (itself(one) ? 3 : 1.5)),
  };
}

/** The diameter in pixels: as the layout has it, but never so small that it cannot be clicked, nor a great blot. */
function nodeSize(one) {
  const span = network.x ? network.x.end - network.x.start : 1;
  const pixels = network.shown ? network.plot.inner_width / span : 1;
  const diameter = 1.3 * (8 + 4 * Math.sqrt(one.contacts.length)) * pixels;
  return Math.min(44, Math.max(network.nodes.length > 400 ? 5 : 10, diameter));
}

/** Sizes and labels for the part of the picture that is seen. */
function scaleNetwork() {
  const { plot, x, y } = network;
  if (!network.shown) return;
  const sizes = network.nodes.map(nodeSize);
  network.nodeSource.data = { ...network.nodeSource.data, size: sizes };
  const [width, height] = [plot.inner_width, plot.inner_height];
  const across = (value) => ((value - x.start) / (x.end - x.start)) * width;
  const down = (value) => height - ((value - y.start) / (y.end - y.start)) * height;
  const fades = state.selection !== null;
  const spots = network.nodes.map((one, place) => ({
    place, text: shortened(capital(one.label), 32), x: across(one.x), y: down(one.y), size: sizes[place],
    must: fades && one.contacts.some(isSelected),
  }));
  const labels = placeLabels(spots, width, height)
    .filter(({ place }) => !fades || spots[place].must);
  network.labelSource.data = {
    x: labels.map((one) => x.start + (one.x / width) * (x.end - x.start)),
    y: labels.map((one) => y.end - (one.y / height) * (y.end - y.start)),
    text: labels.map((one) => spots[one.place].text),
  };
}

function shortened(text, most) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** Shows all visible nodes, with the same scale across and down. */
function fitNetwork() {
  const { plot, x, y, nodes } = network;
  if (!network.shown) return;
  const bound = (values) => [Math.min(...values, Infinity), Math.max(...values, -Infinity)];
  const [left, right] = nodes.length ? bound(nodes.map((one) => one.x)) : [-1, 1];
  const [low, high] = nodes.length ? bound(nodes.map((one) => one.y)) : [-1, 1];
  const [width, height] = [plot.inner_width, plot.inner_height];
  // Room for names at the rim, and never so near that five nodes fill the picture.
  const scale = Math.max((right - left) / Math.max(60, width - 130), (high - low) / Math.max(60, height - 70), 0.35);
  const [middle, level] = [(left + right) / 2, (low + high) / 2];
  x.setv({ start: middle - (scale * width) / 2, end: middle + (scale * width) / 2 });
  y.setv({ start: level - (scale * height) / 2, end: level + (scale * height) / 2 });
  scaleNetwork();
}

function clickedInNetwork(renderer, [place]) {
  if (renderer === network.nodeGlyphs) {
    const one = network.nodes[place];
    selectNode(state.level, one.number, one.contacts, "network");
  } else {
    selectLine(network.lines[place], "network");
  }
}

function nodeTip(one) {
  const others = network.lines.filter((line) => line.a === one.number || line.b === one.number).length;
  return [nodeWords(one), `${plural(one.contacts.length, "contact")} along ${plural(others, "line")}`, statusWords(one.contacts)];
}

function lineTip(line) {
  const ends = [nodeWords(node(line.level, line.a)), nodeWords(node(line.level, line.b))];
  const { last } = course(line.contacts);
  return [
    `${ends[0]} – ${ends[1]}`,
    `${plural(line.contacts.length, "contact")}: ${modeWords(line.contacts)}`,
    line.contacts.every((one) => one.held) ? "" : statusWords(line.contacts),
    last === null ? "" : `last held ${dayWords(last)}`,
  ].filter(Boolean);
}

function statusWords(contacts) {
  return countedWords(contacts.map((contact) => contact.status));
}

function networkWords() {
  const busiest = network.nodes.slice(0, 3).map((one) => nodeWords(one)).join(", ");
  return `Network of ${plural(network.nodes.length, state.level === "country" ? "country" : state.level, LEVELS[state.level])} and ` +
    `${plural(network.lines.length, "line")} between them.${busiest ? ` The busiest: ${busiest}.` : ""} The list below it says the same in words.`;
}

/** The colours of countries: each a button that keeps to the country. */
function legendOfCountries() {
  const here = new Set(network.nodes.map((one) => one.country));
  const own = [...COLOUR_PLACE.keys()].filter((code) => here.has(code));
  const others = [...here].filter((code) => !COLOUR_PLACE.has(code)).length;
  fill(
    byId("network-legend"),
    own.map((code) => el("button", { type: "button", class: "key", title: `Only contacts of ${countryName(code)}`, onclick: () => setFilters({ a: code }) }, dot(code), countryName(code))),
    others ? el("span", { class: "key" }, dot(null), plural(others, "other country", "other countries")) : null,
  );
}

/** The same in words, with a button for each node and line: made when the reader opens it. */
function listNetwork() {
  const list = byId("network-list");
  if (!list.open) return;
  const lines = [...network.lines].sort((a, b) => b.contacts.length - a.contacts.length).slice(0, 200);
  const row = (line) => {
    const { last } = course(line.contacts);
    const pick = el("button", { type: "button", class: "link", onclick: () => selectLine(line, "list") }, lineWords(line));
    return el("tr", {}, el("td", {}, pick), el("td", { class: "number" }, line.contacts.length), el("td", {}, last === null ? "" : dayWords(last)));
  };
  const nodes = network.nodes.slice(0, 100).map((one) =>
    el("li", {}, el("button", { type: "button", class: "link", onclick: () => selectNode(state.level, one.number, one.contacts, "list") }, nodeWords(one)), ` ${one.contacts.length}`),
  );
  fill(
    list.querySelector("div"),
    el("ul", { class: "names" }, nodes),
    el("table", {}, el("thead", {}, el("tr", {}, ["Line", "Contacts", "Last held"].map((head) => el("th", { scope: "col" }, head)))), el("tbody", {}, lines.map(row))),
    network.lines.length > lines.length ? el("p", {}, `The ${lines.length} busiest of ${plural(network.lines.length, "line")}.`) : null,
  );
}
