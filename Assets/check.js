// Puts a chosen file into the field of the form; nothing leaves the browser before the form is sent.
"use strict";
(function () {
  for (const file of document.querySelectorAll("input[type=file][data-field]")) {
    const field = document.getElementById(file.dataset.field);
    file.addEventListener("change", async () => {
      if (file.files.length) field.value = await file.files[0].text();
    });
  }
})();
