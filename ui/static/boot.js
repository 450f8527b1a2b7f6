// Starts the app. It is a file of its own because the content policy allows no inline script.
import init from "./{{js}}";

init({ module_or_path: new URL("./{{wasm}}", import.meta.url) }).catch((trouble) => {
  const said = document.createElement("p");
  said.setAttribute("role", "alert");
  said.textContent = `Daymark could not start: ${trouble}. Please close it and open it again.`;
  document.body.append(said);
  console.error(trouble);
});
