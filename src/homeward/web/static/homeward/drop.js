// Files and folders that are dropped on a form go into its field for files, as if they had been chosen there.
const form = document.querySelector("form[data-drop]");
const field = document.getElementById(form?.dataset.drop);

async function filesIn(entry) {
  if (entry.isFile) return [await new Promise((found, failed) => entry.file(found, failed))];
  const reader = entry.createReader();
  const inside = [];
  for (;;) {
    // a folder is told in parts; an empty one is its end
    const part = await new Promise((found, failed) => reader.readEntries(found, failed));
    if (!part.length) break;
    for (const one of part) inside.push(...(await filesIn(one)));
  }
  return inside;
}

async function dropped(event) {
  event.preventDefault();
  form.classList.remove("over");
  const entries = [...event.dataTransfer.items].map((one) => one.webkitGetAsEntry?.()).filter(Boolean);
  const plain = [...event.dataTransfer.files];
  const files = entries.length ? (await Promise.all(entries.map(filesIn))).flat() : plain;
  if (!files.length) return;
  const chosen = new DataTransfer();
  for (const file of [...field.files, ...files]) chosen.items.add(file);
  field.files = chosen.files;
  const told = form.querySelector("[data-dropped]");
  told.hidden = false;
  const names = [...chosen.files].slice(0, 5).map((one) => one.name);
  const values = { NUMBER: chosen.files.length, NAMES: names.join(", ") };
  told.textContent = told.dataset.dropped.replace(/NUMBER|NAMES/g, (one) => values[one]);
}

if (form && field) {
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", dropped);
}
