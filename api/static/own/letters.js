// Garnish for filing a letter: only the fields of what was chosen are shown, and a marked passage goes into a quote.
const form = document.querySelector('form[action$="/ablegen"]');
const letter = document.querySelector("[data-letter]");

function show() {
  const chosen = form.querySelector('[name="filed_as"]:checked')?.value;
  for (const part of form.querySelectorAll("[data-only]")) part.hidden = !part.dataset.only.split(" ").includes(chosen);
  for (const part of form.querySelectorAll("[data-with-position]"))
    part.hidden = !part.parentElement.querySelector('[name$="-position"]').value && !part.querySelector("textarea").value;
}

function marked() {
  const selection = getSelection();
  return selection.rangeCount && letter.contains(selection.getRangeAt(0).commonAncestorContainer) ? selection.toString().trim() : "";
}

if (form) {
  form.addEventListener("change", show);
  show();
}
if (form && letter) {
  let passage = "";
  document.addEventListener("selectionchange", () => { passage = marked() || passage; });
  for (const field of form.querySelectorAll("[data-quote]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kern-btn kern-btn--tertiary";
    button.innerHTML = '<span class="kern-label">Markierte Stelle übernehmen</span>';
    button.addEventListener("click", () => {
      if (passage) field.value = field.value ? `${field.value}\n${passage}` : passage;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
    field.after(button);
  }
}
