// Says the day that a slider of days stands at while it moves; its number counts days as the calendar does.
const FIRST_OF_1970 = 719163;
document.addEventListener("input", (event) => {
  const slider = event.target;
  if (slider.type !== "range" || !slider.dataset.days) return;
  const day = new Date((Number(slider.value) - FIRST_OF_1970) * 86400000).toISOString().slice(0, 10);
  slider.setAttribute("aria-valuetext", day);
  for (const output of slider.form.querySelectorAll("output")) if (output.htmlFor.contains(slider.id)) output.value = day;
});
