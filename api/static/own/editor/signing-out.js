// Whoever signs out leaves no text behind in this browser, not even an encrypted one.
addEventListener("submit", ({ target: form }) => {
  if (!/\/intern\/(abmelden|konto\/ueberall-abmelden)$/.test(form.action)) return;
  for (const name of Object.keys(localStorage)) if (name.startsWith("beirat-draft:")) localStorage.removeItem(name);
});
