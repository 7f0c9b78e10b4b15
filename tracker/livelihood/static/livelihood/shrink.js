// Photographs are made smaller before they are sent: a phone's ten megabytes become some hundred kilobytes.
// What the browser cannot draw is sent as it is; the server checks everything either way.
"use strict";

async function smaller(file, most) {
  if (!/^image\/(jpeg|png)$/.test(file.type)) return file;
  const drawn = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = most / Math.max(drawn.width, drawn.height);
  if (scale >= 1) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(drawn.width * scale);
  canvas.height = Math.round(drawn.height * scale);
  canvas.getContext("2d").drawImage(drawn, 0, 0, canvas.width, canvas.height);
  const kept = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  return kept ? new File([kept], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" }) : file;
}

document.addEventListener("change", async (event) => {
  const input = event.target;
  if (!input.matches || !input.matches("input[type=file][data-shrink]")) return;
  const button = input.form.querySelector("[type=submit]");
  button.disabled = true;
  const all = new DataTransfer();
  for (const file of input.files) {
    all.items.add(await smaller(file, Number(input.dataset.shrink)).catch(() => file));
  }
  input.files = all.files;
  button.disabled = false;
});
