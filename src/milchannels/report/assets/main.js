// Puts the page together: what can be read at once comes first, then the pictures.

async function start() {
  restoreState();
  if (narrow()) byId("network-list").open = false;
  makeFilters();
  watchTheme();
  drawFigures();
  makeTable();
  drawSelection();
  drawDossier();
  onChange((what) => {
    if (what === "filters") {
      drawFigures();
      drawDossier();
    }
    if (what === "filters" || what === "level") drawSelection();
  });
  addEventListener("hashchange", () => {
    state.selection = null;
    restoreState();
    tell("filters");
  });
  await makeNetwork();
  await makeTimeline();
  // For whoever measures: all views are there and answer.
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
}

start();
