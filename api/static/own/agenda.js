// Dragging items of an agenda. The buttons ↑ and ↓ do the same without this file; on a phone they are the way.
for (const list of document.querySelectorAll("[data-sortable]")) {
  let dragged = null;
  const peers = () => [...list.children].filter((row) => row.dataset.parent === dragged.dataset.parent);
  const clear = () => list.querySelectorAll(".drop-before").forEach((row) => row.classList.remove("drop-before"));

  for (const row of list.children) row.draggable = true;
  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-item]");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.item);
  });
  list.addEventListener("dragend", () => { clear(); dragged = null; });
  list.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    clear();
    next(event.clientY)?.classList.add("drop-before");
  });
  list.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    const form = dragged.querySelector(".drop-form");
    form.elements.before.value = next(event.clientY)?.dataset.item ?? "";
    form.requestSubmit();
  });

  // The item of the same level in whose upper half the pointer is, or the first one below it.
  function next(y) {
    return peers().find((row) => {
      const box = row.getBoundingClientRect();
      return row !== dragged && y < box.top + box.height / 2;
    });
  }
}
