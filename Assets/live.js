// Keeps what a page says of the registry as it is there: when something was entered, the page is fetched anew
// and its part replaced. Nothing is typed into that part. A page that nobody looks at holds no connection.
"use strict";
(function () {
  const part = document.getElementById("live");
  if (!part || !window.EventSource) return;
  let source = null;
  let isFetching = false;
  let isDue = false;

  async function refresh() {
    isDue = isFetching;
    if (isFetching) return;
    isFetching = true;
    try {
      const answer = await fetch(location.href, { headers: { "X-Watching": "1" }, redirect: "manual" });
      if (answer.ok) show(await answer.text());
      else stop();
    } catch (error) {
      // The server is away; the source comes back by itself and asks again.
    }
    isFetching = false;
    if (isDue) refresh();
  }

  function show(text) {
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("live");
    // The keys of its forms differ each time; what people read does not.
    if (fresh && fresh.textContent !== part.textContent) part.replaceChildren(...fresh.childNodes);
  }

  function start() {
    source = new EventSource("/registry/events");
    // Something may have happened since the page was made, or while the line was down.
    source.addEventListener("open", () => {
      document.documentElement.dataset.live = "open";
      refresh();
    });
    source.addEventListener("changed", refresh);
  }

  function stop() {
    if (source) source.close();
    source = null;
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) stop();
    else if (!source) start();
  });
  if (!document.hidden) start();
})();
