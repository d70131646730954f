// Keeps a draft by itself while somebody writes. Without this file the button "Entwurf speichern" does the same.
const PAUSE = 2500;
const form = document.querySelector("#antworten");
const said = form?.querySelector("[data-autosaved]");
let waiting = 0, busy = false, stopped = !form || Boolean(document.querySelector("[data-errors]"));

const later = () => {
  clearTimeout(waiting);
  if (!stopped) waiting = setTimeout(keep, PAUSE);
};

async function keep() {
  if (busy || form.dataset.sent) return later();
  busy = true;
  const before = texts();
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (!answer.ok) throw new Error(answer.status);
    renew(new DOMParser().parseFromString(await answer.text(), "text/html"));
    if (before === texts()) delete form.dataset.changed;
    else later();
    const clock = new Date().toLocaleTimeString("de-DE", { hour: "2-digit", minute: "2-digit" });
    said.textContent = `Entwurf gespeichert um ${clock} Uhr. Er ist nicht öffentlich.`;
  } catch {
    // Somebody else wrote too, the login ended, or there is no net: from here on the button decides.
    stopped = true;
    said.textContent = "Der Entwurf ließ sich nicht von selbst speichern. Bitte drücken Sie „Entwurf speichern“.";
  }
  busy = false;
}

const texts = () => new URLSearchParams([...new FormData(form)].filter(([name]) => /^answers-\d+-(?!version)/.test(name))).toString();

// The versions now stored and a new id for the next sending; what stands in the boxes stays.
function renew(page) {
  for (const field of form.querySelectorAll("input[type=hidden]")) {
    const fresh = page.querySelector(`#antworten input[name="${field.name}"]`);
    if (!fresh) throw new Error(field.name);
    field.value = fresh.value;
  }
}

form?.addEventListener("input", later);
