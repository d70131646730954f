// A text that saves itself. The server is told which version it started from; another text there is never overwritten.
const PAUSE = 900;
const LONGEST_PAUSE = 8000;
const AGAIN = 5000;
const PATIENCE = 15000;

export class Saving {
  // `tell(state, words)` shows how it stands; `differs(theirs)` asks the person which of two texts shall stand.
  constructor(field, { tell, differs, kept }) {
    this.field = field;
    this.form = field.form;
    this.kept = field.value;
    this.callbacks = { tell, differs, kept };
    this.waits = null; // what the person has to decide first
    this.sending = null;
    field.addEventListener("input", () => this.soon());
    field.addEventListener("blur", () => this.save());
    addEventListener("online", () => this.save());
    document.addEventListener("visibilitychange", () => document.hidden && this.save());
  }

  get isKept() {
    return this.field.value.trim() === this.kept.trim();
  }

  soon() {
    const now = Date.now();
    this.since ??= now;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), now - this.since > LONGEST_PAUSE ? 0 : PAUSE);
  }

  // True once everything that is typed is kept.
  async save() {
    clearTimeout(this.timer);
    while (this.sending) await this.sending;
    if (this.waits) return false;
    if (this.isKept) return true;
    this.since = null;
    this.sending = this.send(this.field.value).finally(() => (this.sending = null));
    const went = await this.sending;
    return went && (this.isKept || this.save());
  }

  async send(text) {
    this.callbacks.tell("saving", "Wird gespeichert …");
    let answer;
    try {
      answer = await fetch(this.field.dataset.autosave, {
        method: "POST",
        body: new URLSearchParams({ _csrf: this.form.elements._csrf.value, version: this.version, course: text }),
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE),
      });
    } catch {
      return this.later("offline", "Nicht gespeichert – kein Netz");
    }
    return this.heard(answer, text);
  }

  async heard(answer, text) {
    const said = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
    if (answer.ok) return this.keep(text, said);
    if (answer.status === 409 && said.version) return this.other(said);
    if (answer.status === 422 && (await this.isAnotherLogin())) return this.send(this.field.value);
    if (answer.status >= 500) return this.later("failed", "Nicht gespeichert – der Server antwortet nicht");
    const words = { 401: "bitte in einem neuen Fenster anmelden", 403: "keine Berechtigung", 404: "der Punkt ist nicht mehr da" };
    this.callbacks.tell("failed", `Nicht gespeichert – ${said.sentence ?? words[answer.status] ?? "bitte laden Sie die Seite neu"}`);
    return false;
  }

  // Somebody signed in anew in another window: this page goes on with the token of that login.
  async isAnotherLogin() {
    const token = this.form.elements._csrf;
    const answer = await fetch(this.field.dataset.drafts, { redirect: "manual" }).catch(() => null);
    const csrf = answer?.ok ? (await answer.json()).csrf : token.value;
    if (csrf === token.value) return false;
    for (const field of document.querySelectorAll("input[name=_csrf]")) field.value = csrf;
    return true;
  }

  keep(text, { version, at }) {
    this.kept = text;
    this.setVersion(version);
    this.callbacks.kept(text);
    if (this.isKept) this.callbacks.tell("kept", `Gespeichert ${at} Uhr`);
    return true;
  }

  // Another version is no conflict while the text is still the one that we started from.
  other({ version, theirs }) {
    if (theirs.course !== undefined && theirs.course.trim() === this.kept.trim()) {
      this.setVersion(version);
      return this.send(this.field.value);
    }
    this.waits = { version, text: theirs.course ?? "" };
    this.callbacks.tell("conflict", "Nicht gespeichert – zwei Fassungen");
    this.callbacks.differs(this.waits.text);
    return false;
  }

  // The person saw both texts and chose: from now on theirs is what we start from.
  decided(text) {
    const { version, text: theirs } = this.waits;
    this.waits = null;
    this.kept = theirs;
    this.setVersion(version);
    this.field.value = text;
    if (this.isKept) this.callbacks.tell("kept", "Alles gespeichert");
    this.callbacks.kept(theirs);
    return this.save();
  }

  later(state, words) {
    this.callbacks.tell(state, words);
    this.timer = setTimeout(() => this.save(), AGAIN);
    return false;
  }

  get version() {
    return this.form.elements.version.value;
  }

  // Other forms about this item go by its version too.
  setVersion(version) {
    this.form.elements.version.value = version;
    for (const field of document.querySelectorAll("form.of-item input[name=version]")) field.value = version;
  }
}

// Both texts in one: what stands at the beginning and the end of both stands there once, between them first theirs.
export function merged(mine, theirs) {
  const [a, b] = [mine.split("\n"), theirs.split("\n")];
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return [...b.slice(0, b.length - end), ...a.slice(start, a.length - end), ...(end ? a.slice(-end) : [])].join("\n");
}
