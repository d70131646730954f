// A text that could not be saved waits in this browser, encrypted. The key comes from the server, for the signed-in
// account alone, and lives only as long as the page; what lies in the storage nobody else can read.
const PREFIX = "beirat-draft:";
const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const letters = (buffer) => btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""));

export async function openDrafts(address) {
  if (!globalThis.crypto?.subtle) return null; // browsers give it to https and to this machine only
  const answer = await fetch(address, { headers: { Accept: "application/json" }, redirect: "error" });
  if (!answer.ok) return null;
  const { key, owner } = await answer.json();
  const secret = await crypto.subtle.importKey("raw", bytes(key), "AES-GCM", false, ["encrypt", "decrypt"]);
  return new Drafts(secret, `${PREFIX}${owner}:`);
}

class Drafts {
  constructor(secret, start) {
    this.secret = secret;
    this.start = start;
    this.turn = Promise.resolve();
  }

  // One after the other, so that what is kept last is what lies there.
  keep(item, draft) {
    return this.next(async () => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(JSON.stringify(draft));
      const sealed = await crypto.subtle.encrypt(this.sealing(item, iv), this.secret, plain);
      localStorage.setItem(this.start + item, `${letters(iv)}.${letters(sealed)}`);
    });
  }

  async read(item) {
    const lying = localStorage.getItem(this.start + item);
    if (!lying) return null;
    const [iv, sealed] = lying.split(".").map(bytes);
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(this.sealing(item, iv), this.secret, sealed)));
  }

  drop(item) {
    return this.next(async () => localStorage.removeItem(this.start + item));
  }

  // The item is sealed with the text: a draft moved under another item does not open.
  sealing(item, iv) {
    return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(item) };
  }

  next(act) {
    this.turn = this.turn.then(act).catch(() => undefined);
    return this.turn;
  }
}
