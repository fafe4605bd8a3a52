// Goes from one place found to the next without a new page; without this file, the links do it with one.
"use strict";

(() => {
  const ways = document.querySelector(".hit-ways");
  const [previous, next] = ways.querySelectorAll("a");
  const total = Number(ways.dataset.total);

  const leadTo = (link, number) => {
    const address = new URL(link.href);
    address.searchParams.set("hit", number);
    address.hash = `hit-${number}`;
    link.href = address.href;
  };

  const follow = (link) => {
    const address = new URL(link.href);
    const here = Number(address.searchParams.get("hit"));
    const pieces = document.querySelectorAll(`mark[data-hit="${here}"]`);
    document.querySelectorAll("mark[aria-current]").forEach((mark) => mark.removeAttribute("aria-current"));
    pieces.forEach((mark) => mark.setAttribute("aria-current", "true"));
    pieces[0].scrollIntoView({ block: "center" });
    history.replaceState(null, "", address);
    ways.querySelector("b").textContent = here;
    leadTo(previous, here > 1 ? here - 1 : total);
    leadTo(next, here < total ? here + 1 : 1);
  };

  for (const link of [previous, next]) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      follow(link);
    });
  }

  // The same keys in every browser; where one has already taken them as access keys, the link was followed.
  document.addEventListener("keydown", (event) => {
    const link = { KeyN: next, KeyP: previous }[event.code];
    if (!link || !event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    event.preventDefault();
    follow(link);
  });
})();
