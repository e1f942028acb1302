// Elements in and out of the page. Text is always set as text, never as markup: what articles say cannot run.

/** Makes an element: attributes, `on…` listeners and children; null and false are passed over. */
function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") made.className = value;
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name.startsWith("--")) made.style.setProperty(name, value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

function byId(id) {
  return document.getElementById(id);
}

/** Puts children in the place of what an element holds. */
function fill(host, ...children) {
  host.replaceChildren(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
}

/** The text as a link where `address` is one of the web, else as plain text: no other scheme is ever followed. */
function linked(address, text) {
  let url = null;
  try {
    url = /^https?:\/\//i.test(address || "") ? new URL(address) : null;
  } catch {
    url = null;
  }
  if (url === null || !["http:", "https:"].includes(url.protocol)) return document.createTextNode(text);
  return el("a", { href: url.href, rel: "noopener noreferrer", target: "_blank" }, text);
}

/** Calls a function once in the next frame, however often it is asked for before. */
function oncePerFrame(fn) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      fn();
    });
  };
}

/** Calls a function once nothing was asked of it for some milliseconds. */
function afterPause(fn, pause = 150) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(fn, pause);
  };
}
