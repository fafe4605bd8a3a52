// The list under the search box: htmx fills it, the keyboard walks through it. Without this script the box is a plain form.
document.addEventListener("DOMContentLoaded", () => {
  const box = document.querySelector("input[role=combobox]");
  const list = box && document.getElementById(box.getAttribute("aria-controls"));
  if (!list) return;
  let typed = box.value;

  const options = () => Array.from(list.children);
  const chosen = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");

  function show(open) {
    list.hidden = !open;
    box.setAttribute("aria-expanded", String(open));
    if (!open) box.removeAttribute("aria-activedescendant");
  }

  function choose(index) {
    const all = options();
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const option = all[index];
    box.value = option ? option.dataset.name : typed;
    if (option) {
      box.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      box.removeAttribute("aria-activedescendant");
    }
  }

  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.target === list) show(list.children.length > 0 && document.activeElement === box);
  });
  box.addEventListener("input", () => {
    typed = box.value;
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const last = options().length - 1;
    if (event.key === "ArrowDown" && last >= 0) {
      show(true);
      choose(chosen() === last ? -1 : chosen() + 1);
      event.preventDefault();
    } else if (event.key === "ArrowUp" && last >= 0) {
      show(true);
      choose(chosen() === -1 ? last : chosen() - 1);
      event.preventDefault();
    } else if (event.key === "Escape" && !list.hidden) {
      choose(-1);
      show(false);
      event.preventDefault();
    }
  });
  box.addEventListener("blur", () => show(false));
  // The list must not take the focus away before the click arrives.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    choose(options().indexOf(option));
    show(false);
    box.form.requestSubmit();
  });
});
