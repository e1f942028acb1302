// Places of nodes on the screen in; which labels to show and where out, so that none lies on another or on a node.

const LABEL_FONT = '12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
const LABEL_HEIGHT = 15;
const MOST_LABELS = 90;
const ALWAYS_NAMED = 8;
const CELL = 48;
const measuring = document.createElement("canvas").getContext("2d");
const widths = new Map();

function textWidth(text) {
  if (!widths.has(text)) {
    measuring.font = LABEL_FONT;
    widths.set(text, measuring.measureText(text).width + 6);
  }
  return widths.get(text);
}

/** Boxes that were set down, found by the squares of a grid that they touch. */
class Boxes {
  constructor() {
    this.cells = new Map();
  }

  *squares(box) {
    for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1) {
      for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) yield `${x},${y}`;
    }
  }

  add(box) {
    for (const square of this.squares(box)) {
      if (!this.cells.has(square)) this.cells.set(square, []);
      this.cells.get(square).push(box);
    }
  }

  /** How much of others' boxes a box would lie on, in square pixels. */
  covered(box, owner) {
    const met = new Set();
    for (const square of this.squares(box)) for (const other of this.cells.get(square) || []) met.add(other);
    let area = 0;
    for (const other of met) {
      if (other.owner === owner) continue;
      const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      if (across > 0 && down > 0) area += across * down;
    }
    return area;
  }

  free(box, owner) {
    return this.covered(box, owner) === 0;
  }
}

/** The one of which a measure is least. */
function least(values, measure) {
  let [found, smallest] = [undefined, Infinity];
  for (const value of values) {
    const size = measure(value);
    if (size < smallest) [found, smallest] = [value, size];
  }
  return found;
}

/** The boxes of a label below, above, beside and at the corners of its node, the best first; those inside the picture. */
function labelBoxes({ place, text, x, y, size }, width, height) {
  const w = textWidth(text);
  const off = size / 2 + LABEL_HEIGHT / 2 + 1;
  const side = size / 2 + w / 2 + 3;
  const [near, beside] = [off * 0.75, size * 0.35 + w / 2 + 3];
  const middles = [
    [x, y + off], [x, y - off], [x + side, y], [x - side, y],
    [x + beside, y + near], [x - beside, y + near], [x + beside, y - near], [x - beside, y - near],
  ];
  return middles
    .map(([cx, cy]) => ({ x: cx, y: cy, left: cx - w / 2, right: cx + w / 2, top: cy - LABEL_HEIGHT / 2, bottom: cy + LABEL_HEIGHT / 2, owner: place }))
    .filter((box) => box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height);
}

/**
 * `spots` are { place, text, x, y, size, must } in pixels, the most important first; those that `must` go before all.
 * Gives { place, x, y } of the middles of the labels that fit. The first few may lie on other nodes where there is no
 * room else, since a picture that does not name its largest nodes says little; no label ever lies on another.
 */
function placeLabels(spots, width, height) {
  const [discs, labels] = [new Boxes(), new Boxes()];
  for (const { place, x, y, size } of spots) {
    const half = size / 2;
    discs.add({ left: x - half, right: x + half, top: y - half, bottom: y + half, owner: place });
  }
  const shown = [];
  const ordered = [...spots.filter((spot) => spot.must), ...spots.filter((spot) => !spot.must)];
  for (const spot of ordered) {
    if (shown.length >= MOST_LABELS) break;
    if (spot.x < 0 || spot.y < 0 || spot.x > width || spot.y > height) continue;
    const tries = labelBoxes(spot, width, height).filter((box) => labels.free(box, null));
    let box = tries.find((one) => discs.free(one, spot.place));
    if (!box && shown.length < ALWAYS_NAMED) box = least(tries, (one) => discs.covered(one, spot.place));
    if (!box) continue;
    labels.add(box);
    shown.push({ place: spot.place, x: box.x, y: box.y });
  }
  return shown;
}
