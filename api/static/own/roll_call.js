// A roll call by keyboard: one letter for each name, the next name by itself, backspace goes one name back.

const CHOICES = { j: "yes", n: "no", e: "abstained", "-": "not_voting", "–": "not_voting" };
const WORDS = { yes: "Ja", no: "Nein", abstained: "Enthaltung", not_voting: "ohne Stimme" };

const list = document.querySelector("[data-roll-call]");

function voters() {
  return [...list.querySelectorAll(".voter")];
}

function open() {
  return voters().find((voter) => !voter.querySelector("input:checked"));
}

function at() {
  return document.activeElement?.closest?.(".voter");
}

function focus(voter) {
  voter?.querySelector("input[type=radio]:checked, input[type=radio]")?.focus();
}

function tell() {
  const told = document.querySelector("[data-tally]");
  const chosen = [...list.querySelectorAll("input:checked")].map((one) => one.value);
  const counted = Object.keys(WORDS).map((name) => `${chosen.filter((one) => one === name).length} ${WORDS[name]}`);
  told.textContent = `${counted.join(", ")}. ${voters().length - chosen.length} fehlen noch.`;
  told.hidden = false;
}

function back(voter) {
  const all = voters();
  const before = all[(all.indexOf(voter) + all.length - 1) % all.length];
  const chosen = before.querySelector("input:checked");
  if (chosen) chosen.checked = false;
  focus(before);
  tell();
}

function choose(voter, value) {
  voter.querySelector(`input[value="${value}"]`).checked = true;
  focus(open() ?? voter);
  tell();
}

function pressed(event) {
  const voter = at();
  if (!voter || event.ctrlKey || event.altKey || event.metaKey) return;
  const value = CHOICES[event.key.toLowerCase()];
  if (value) choose(voter, value);
  else if (event.key === "Backspace") back(voter);
  else return;
  event.preventDefault();
}

if (list) {
  list.addEventListener("keydown", pressed);
  list.addEventListener("change", tell);
  if (!document.querySelector(".kern-alert")) focus(open());
  tell();
}
