// Only in the page that `milchannels view` serves: asks the server whether the store has changed, and loads again.

(() => {
  const mine = document.documentElement.dataset.store;
  const PLACE = "milchannels: place on the page";
  let before = mine;

  async function look() {
    let now = before;
    try {
      const answer = await fetch("/version", { cache: "no-store" });
      if (answer.ok) now = await answer.text();
    } catch {
      // The server has ended: the page stays as it is.
    }
    // While articles go in, the store changes all the time: load again once it has come to rest.
    if (now !== mine && now === before) {
      sessionStorage.setItem(PLACE, String(scrollY));
      location.reload();
      return;
    }
    before = now;
    setTimeout(look, 1500);
  }

  function backToPlace() {
    if (document.documentElement.dataset.ready === undefined) {
      setTimeout(backToPlace, 50);
      return;
    }
    scrollTo(0, Number(sessionStorage.getItem(PLACE) || 0));
    sessionStorage.removeItem(PLACE);
  }

  if (sessionStorage.getItem(PLACE) !== null) backToPlace();
  setTimeout(look, 1500);
})();
