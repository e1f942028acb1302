// What both pictures share: plots without toolbar or frame, hover, clicks, keys and buttons.

/** Shows plots of one document, each in an element of its own. */
async function showPlots(plots, hosts) {
  const document_ = new Bokeh.Document();
  for (const plot of plots) document_.add_root(plot);
  const manager = await Bokeh.embed.add_document_standalone(document_, hosts[0], hosts);
  for (const plot of plots) {
    // The element around the picture takes the focus and the keys.
    manager.get(plot).canvas_view.events_el.removeAttribute("tabindex");
  }
}

function barePlot(options) {
  const plot = Bokeh.Plotting.figure({
    toolbar_location: null, min_border: 0, outline_line_color: null, background_fill_color: null,
    border_fill_color: null, sizing_mode: "stretch_width", tools: [], match_aspect: false, ...options,
  });
  return plot;
}

/** A tip that says what is under the pointer, made of text alone. `words` gives the lines for a place in the source. */
function hoverTool(renderers, words) {
  return new Bokeh.HoverTool({
    renderers,
    tooltips: (_source, { index }) => {
      const [head, ...lines] = words(index);
      return el("div", { style: "max-width:19rem;font:13px/1.4 system-ui,sans-serif" }, el("b", {}, head), ...lines.map((line) => el("div", {}, line)));
    },
  });
}

/**
 * Calls `chosen` with places in the source when something is clicked; of several things under the pointer, with those of
 * the renderer that stands first. The plot itself marks nothing as selected.
 */
function onClick(renderers, chosen) {
  const hits = new Map();
  const settle = () => {
    const renderer = renderers.find((one) => hits.has(one));
    const places = hits.get(renderer);
    hits.clear();
    chosen(renderer, places);
  };
  for (const renderer of renderers) {
    renderer.nonselection_glyph = renderer.glyph;
    renderer.selection_glyph = renderer.glyph;
    const { selected } = renderer.data_source;
    selected.properties.indices.change.connect(() => {
      if (!selected.indices.length) return;
      // One click is told once for each renderer that it hits.
      if (!hits.size) setTimeout(settle);
      hits.set(renderer, [...selected.indices]);
      selected.indices = [];
    });
  }
  return new Bokeh.TapTool({ renderers });
}

/** Sets a range to what lies `by` parts of its span further, or `zoom` times as wide around its middle. */
function moveRange(range, by, zoom) {
  const span = range.end - range.start;
  const middle = (range.start + range.end) / 2 + by * span;
  range.setv({ start: middle - (span * zoom) / 2, end: middle + (span * zoom) / 2 });
}

/** Arrows move and + and - zoom a picture that has the focus; 0 shows all of it. */
function onKeys(host, { x, y, fit }) {
  host.addEventListener("keydown", (event) => {
    const step = {
      ArrowLeft: [-0.2, 0], ArrowRight: [0.2, 0], ArrowUp: [0, 0.2], ArrowDown: [0, -0.2],
    }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== host) return;
    if (step && (step[0] || y)) {
      if (step[0]) moveRange(x, step[0], 1);
      else moveRange(y, step[1], 1);
    } else if (event.key === "+" || event.key === "=" || event.key === "-") {
      zoomBy({ x, y }, event.key === "-" ? 1.4 : 1 / 1.4);
    } else if (event.key === "0") {
      fit();
    } else {
      return;
    }
    event.preventDefault();
  });
}

function zoomBy({ x, y }, zoom) {
  moveRange(x, 0, zoom);
  if (y) moveRange(y, 0, zoom);
}

/** The buttons for zooming of a section, by the data attributes of its markup. */
function zoomButtons(section, ranges, fit) {
  section.querySelector("[data-zoom=in]").addEventListener("click", () => zoomBy(ranges, 1 / 1.5));
  section.querySelector("[data-zoom=out]").addEventListener("click", () => zoomBy(ranges, 1.5));
  section.querySelector("[data-zoom=fit]").addEventListener("click", fit);
}
