// Garnish. Every form works without this file; nothing here is needed, nothing is inline.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// After a failed form the summary of errors is read out first.
document.querySelector("[data-errors]")?.focus();

// One press, one request: a second press within eight seconds is swallowed.
addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  delete form.dataset.changed;
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(() => release(form), 8000);
});
function release(form) {
  delete form.dataset.sent;
  all("[aria-disabled]", form).forEach((button) => button.removeAttribute("aria-disabled"));
}
addEventListener("pageshow", (event) => event.persisted && all("form[data-sent]").forEach(release));

// Text that is not saved yet: ask before it is lost.
addEventListener("input", (event) => {
  const form = event.target.form;
  if (form && "warn" in form.dataset) form.dataset.changed = "1";
  count(event.target);
});
addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-warn][data-changed]")) event.preventDefault();
});

// How many characters are left, once it becomes tight.
function count(field) {
  const words = field.dataset?.max && document.querySelector(`[data-count-for="${field.id}"]`);
  if (!words) return;
  words.dataset.rule ??= words.textContent;
  const left = field.dataset.max - [...field.value].length;
  const number = Math.abs(left).toLocaleString("de-DE");
  if (left < 0) words.textContent = `${number} Zeichen zu viel.`;
  else words.textContent = left <= field.dataset.max / 5 ? `Noch ${number} Zeichen.` : words.dataset.rule;
}
all("[data-max]").forEach(count);

// Numbered points: add and remove rows without a trip to the server. Numbers and names stay without gaps.
for (const editor of all("[data-points]")) {
  const rows = editor.querySelector("[data-rows]");
  const pattern = editor.querySelector("template");
  const name = editor.dataset.points;
  const said = editor.appendChild(document.createElement("p"));
  said.className = "sr";
  said.setAttribute("role", "status");

  const number = () => [...rows.children].forEach((row, n) => {
    row.querySelector("[data-number]").textContent = n + 1;
    for (const part of all("[id],[for],[name],[aria-describedby],[data-count-for]", row))
      for (const key of ["id", "for", "name", "aria-describedby", "data-count-for"])
        if (part.hasAttribute(key))
          part.setAttribute(key, part.getAttribute(key).replaceAll(new RegExp(`${name}-(\\d+|__N__)-`, "g"), `${name}-${n}-`));
    row.querySelector("[data-remove]").hidden = rows.children.length === 1;
  });
  const equip = (row) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kern-btn kern-btn--tertiary";
    button.dataset.remove = "";
    button.innerHTML = '<span class="kern-label">Punkt entfernen</span>';
    button.addEventListener("click", () => {
      const typed = row.querySelector("textarea").value.trim();
      if (typed && !confirm("Diesen Punkt mit seinem Text entfernen?")) return;
      const next = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      number();
      changed();
      said.textContent = `Punkt entfernt. Jetzt ${rows.children.length}.`;
      next.querySelector("textarea").focus();
    });
    row.append(button);
  };
  const changed = () => editor.closest("form[data-warn]") && (editor.closest("form").dataset.changed = "1");

  [...rows.children].forEach(equip);
  number();
  editor.querySelector("[data-add]").addEventListener("click", (event) => {
    event.preventDefault();
    rows.append(pattern.content.cloneNode(true));
    const row = rows.lastElementChild;
    equip(row);
    number();
    changed();
    said.textContent = `Punkt ${rows.children.length} hinzugefügt.`;
    row.querySelector("textarea").focus();
  });
}

// Menus close with Escape and with a tap elsewhere.
addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.querySelector("details.drop[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});
addEventListener("click", (event) => {
  for (const drop of all("details.drop[open]")) if (!drop.contains(event.target)) drop.open = false;
});
