// The page of a running meeting: the text saves itself, waits in this browser without net, and the keyboard leads.
// Without this file the page works with its buttons; nothing here is inline.
import { openDrafts } from "./drafts.js";
import { listenToKeys } from "./keys.js";
import { guardLeaving } from "./leaving.js";
import { Saving, merged } from "./saving.js";

const find = (selector) => document.querySelector(selector);
const say = (words) => (find("[data-save-said]").textContent = words);
const field = find("textarea[data-autosave]");
const state = find("[data-save-state]");

function tell(kind, words) {
  const was = state.dataset.saveState;
  state.dataset.saveState = kind;
  find("[data-save-words]").textContent = words;
  find("[data-offline]").hidden = kind !== "offline";
  const isCalm = (one) => one === "kept" || one === "saving";
  if (!isCalm(kind) || (kind === "kept" && !isCalm(was))) say(words); // no word for every pause while somebody types
}

// Shows two texts and waits for the choice; `chosen(text)` gets what shall stand.
function choose(name, mine, theirs, chosen) {
  const box = find(`[data-choice=${name}]`);
  box.querySelector("[data-mine]").textContent = mine || "(leer)";
  box.querySelector("[data-theirs]").textContent = theirs || "(leer)";
  box.hidden = false;
  box.focus();
  box.onclick = ({ target }) => {
    const take = target.closest("[data-take]")?.dataset.take;
    if (!take) return;
    box.hidden = true;
    chosen({ mine, theirs, both: merged(mine, theirs) }[take]);
    field.focus();
  };
}

function write(item, drafts) {
  const saving = new Saving(field, {
    tell,
    differs: (theirs) => choose("conflict", field.value, theirs, (text) => saving.decided(text)),
    kept: async () => {
      delete field.form.dataset.changed;
      if (saving.isKept) (await drafts)?.drop(item);
    },
  });
  field.addEventListener("input", async () => {
    const at = new Date().toISOString();
    if (!saving.isKept) (await drafts)?.keep(item, { text: field.value, at });
  });
  field.form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    const goesOn = event.submitter?.name === "_next";
    if ((await saving.save()) && goesOn) find("[data-next]")?.click();
  });
  drafts.then((box) => box?.read(item)).then((draft) => draft && offer(draft, item, drafts, saving)).catch(() => undefined);
  return saving;
}

// A draft that is still here from before: both texts, and nothing happens before somebody chooses.
async function offer(draft, item, drafts, saving) {
  if (draft.text.trim() === saving.kept.trim()) return (await drafts).drop(item);
  if (!saving.isKept) return;
  const at = new Date(draft.at);
  const today = at.toDateString() === new Date().toDateString();
  const when = `${today ? "" : `${at.toLocaleDateString("de-DE")}, `}${at.toLocaleTimeString("de-DE", { hour: "2-digit", minute: "2-digit" })}`;
  find("#draft-title").textContent = `Ihr Entwurf von ${when} Uhr`;
  choose("draft", draft.text, field.value, async (text) => {
    field.value = text;
    if (saving.isKept) (await drafts).drop(item);
    else saving.save();
  });
}

// A customary sentence goes in where the cursor stands, on a line of its own.
function insert(sentence) {
  const { value, selectionStart: start, selectionEnd: end } = field;
  const before = value.slice(0, start);
  const gap = before === "" || before.endsWith("\n") || before.endsWith(" ") ? "" : "\n";
  field.setRangeText(gap + sentence, start, end, "end");
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function offerPhrases() {
  const menu = find("[data-part=phrases]");
  const sentences = [...(menu?.querySelectorAll("[data-phrase]") ?? [])];
  menu?.addEventListener("click", ({ target }) => {
    if (!target.matches("[data-phrase]")) return;
    menu.open = false;
    insert(target.dataset.phrase.replaceAll("{uhrzeit}", find("[data-clock]").textContent));
  });
  menu?.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const place = sentences.indexOf(document.activeElement);
    if (step && menu.open) sentences.at((place + step) % sentences.length).focus();
    else if (event.key === "Escape") (menu.open = false), field.focus();
    else return;
    event.preventDefault();
  });
}

// The clock of the meeting goes on from the server's time.
function tick() {
  const clock = find("[data-clock]");
  const ahead = new Date(clock.dateTime) - Date.now();
  const zone = clock.dataset.clock;
  const show = () => {
    const words = new Date(Date.now() + ahead).toLocaleTimeString("de-DE", { hour: "2-digit", minute: "2-digit", timeZone: zone });
    if (clock.textContent !== words) clock.textContent = words;
  };
  setInterval(show, 5000);
}

function focusIn(part) {
  const box = find(`[data-part=${part}]`);
  if (!box) return false;
  const inside = "input:not([type=hidden]), textarea, select, button:not([tabindex='-1']), a[href], summary";
  const folded = box.matches("details") ? box : box.querySelector("details");
  if (folded) folded.open = true;
  const fields = [...box.querySelectorAll(inside)].filter((one) => one.parentElement !== folded || one.tagName !== "SUMMARY").filter((one) => one.checkVisibility?.() ?? true);
  (fields.find((one) => one.matches("input, textarea, select, summary")) ?? fields[0] ?? box).focus();
}

function follow(selector) {
  const link = find(selector);
  if (!link) return say("Hier ist die Tagesordnung zu Ende.");
  link.click();
}

tick();
if (field) {
  find("[data-with-script]").hidden = false;
  find("[data-without-script]").hidden = true;
  state.hidden = false;
  const saving = write(field.dataset.item, openDrafts(field.dataset.drafts).catch(() => null));
  guardLeaving(saving, say);
  offerPhrases();
  addEventListener("offline", () => tell("offline", "Kein Netz"));
  addEventListener("online", () => saving.isKept && tell("kept", "Wieder verbunden – alles gespeichert"));
  const end = field.value.length;
  listenToKeys({
    text: () => (field.focus(), document.activeElement === field && field.selectionEnd === 0 && field.setSelectionRange(end, end)),
    save: () => void saving.save(),
    phrases: () => focusIn("phrases"),
    promise: () => focusIn("promise"),
    presence: () => focusIn("presence"),
    ballots: () => focusIn("ballots"),
    next: () => follow("[data-next]"),
    previous: () => follow("[data-previous]"),
  });
}
