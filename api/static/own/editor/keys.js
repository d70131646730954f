// Keys of the running meeting. Single letters count only outside of fields and can be switched off (WCAG 2.1.4);
// while one types, function keys do the same. Tab and Enter do everything without them.
const OFF = "beirat-keys-off";

export function listenToKeys(acts) {
  const dialog = document.querySelector("[data-help]");
  const box = dialog.querySelector("[data-keys-on]");
  box.checked = localStorage.getItem(OFF) === null;
  box.addEventListener("change", () => (box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
  const opener = document.querySelector("[data-help-opens]");
  opener.hidden = false;
  opener.addEventListener("click", () => dialog.showModal());

  const letters = {
    t: acts.text, s: acts.save, b: acts.phrases, z: acts.promise, a: acts.presence, w: acts.ballots, n: acts.next, v: acts.previous,
    "?": () => dialog.showModal(),
  };
  const inFields = {
    F4: acts.text, F2: acts.promise, "Shift+F2": acts.phrases, F8: acts.presence, F9: acts.ballots,
    "Alt+PageDown": acts.next, "Alt+PageUp": acts.previous, "Control+s": acts.save, "Meta+s": acts.save,
  };

  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || dialog.open) return;
    const act = inFields[named(event)] ?? (box.checked && isPlain(event) ? letters[event.key.toLowerCase()] : undefined);
    if (act && act() !== false) event.preventDefault();
  });
}

function named(event) {
  const held = ["Control", "Meta", "Alt", "Shift"].filter((key) => event[`${key === "Control" ? "ctrl" : key.toLowerCase()}Key`]);
  return [...held, event.key].join("+");
}

function isPlain(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  return !event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
}
