// Nothing typed is lost on the way to another page or form: first the text is saved, then the way goes on.
// Without net nothing is sent that could not arrive: what was entered stays where it is.
export function guardLeaving(saving, refuse) {
  let goesOn = null;

  document.addEventListener("submit", (event) => {
    if (event.target === saving.form || event.target.method === "dialog" || event.target === goesOn) return;
    if (navigator.onLine && saving.isKept && !saving.sending) return;
    const { target: form, submitter } = event;
    stop(event);
    whenKept(() => {
      goesOn = form;
      form.requestSubmit(submitter);
      goesOn = null;
    });
  }, true);

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    const isElsewhere = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link?.target;
    if (!link || isElsewhere || link.getAttribute("href").startsWith("#")) return;
    if (navigator.onLine && saving.isKept && !saving.sending) return;
    stop(event);
    whenKept(() => location.assign(link.href));
  }, true);

  async function whenKept(goOn) {
    const isKept = await saving.save();
    if (isKept && navigator.onLine) goOn();
    else refuse(saving.waits ? "Bitte entscheiden Sie zuerst, welche Fassung gelten soll." : "Kein Netz: noch nicht gesendet. Ihre Eingaben bleiben hier stehen.");
  }

  function stop(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
