// Reloads the page when a newer build than the one it shows is there. Everything is asked of where the page came from:
// the same protocol, host and folder, whatever lies in between.
(() => {
  const script = document.currentScript;
  const address = new URL("livereload", script.src);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";

  const connect = () => {
    const socket = new WebSocket(address);
    const send = (message) => socket.send(JSON.stringify(message));
    socket.onopen = () => {
      send({ command: "hello", protocols: ["http://livereload.com/protocols/official-7"] });
      send({ command: "info", url: location.href, build: script.dataset.build });
    };
    socket.onmessage = (event) => {
      if (JSON.parse(event.data).command === "reload") location.reload();
    };
    socket.onclose = () => setTimeout(connect, 1000);
  };

  connect();
  document
    .querySelector("#dayline-problems > button")
    ?.addEventListener("click", (event) => event.target.parentNode.remove());
})();
