// Puts a chosen file into the field of the form; nothing leaves the browser before the form is sent.
"use strict";
(function () {
  const file = document.getElementById("statement-file");
  const field = document.getElementById("statement");
  if (!file || !field) return;
  file.addEventListener("change", async () => {
    if (file.files.length) field.value = await file.files[0].text();
  });
})();
