// Live figures without Python: every picture was drawn beforehand, and the slider chooses one.
for (const figure of document.querySelectorAll("figure.live")) {
  const [picture, slider, words, says] = ["img", "input", "label b", ".says"].map((part) =>
    figure.querySelector(part)
  );
  const frames = JSON.parse(figure.querySelector("script").textContent);
  for (const frame of frames) {
    frame.image = new Image(); // kept and decoded, so that no change flickers
    frame.image.src = frame.src;
  }
  const show = () => {
    const frame = frames[slider.value];
    picture.src = frame.src;
    picture.alt = says.textContent = frame.alt;
    words.textContent = frame.words;
    slider.setAttribute("aria-valuetext", `${frame.words}. ${frame.alt}`);
  };
  slider.addEventListener("input", show);
  show(); // a browser that comes back to the page may remember where the slider was
}

// What is wider than the screen scrolls inside itself; the keyboard must get there, too.
const reach = () => {
  for (const wide of document.querySelectorAll("pre, .wide")) {
    wide.toggleAttribute("tabindex", wide.scrollWidth > wide.clientWidth);
    if (wide.hasAttribute("tabindex")) wide.tabIndex = 0;
  }
};
addEventListener("resize", reach);
reach();
