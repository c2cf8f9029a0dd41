// Keeps the number beside a slider in step with it; without this script either can be set, and the typed number counts.
document.addEventListener("input", (event) => {
  const field = event.target;
  if (field.dataset.number) {
    document.getElementById(field.dataset.number).value = field.value;
    return;
  }
  const slider = field.id && document.querySelector(`[data-number="${CSS.escape(field.id)}"]`);
  if (slider && field.value.trim() !== "" && Number.isFinite(Number(field.value))) slider.value = field.value;
});
