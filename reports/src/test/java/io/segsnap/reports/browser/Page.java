package io.segsnap.reports.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/** A page that is open in {@link Chromium}. */
public final class Page {

  private static final int LOAD_MS = 60_000;
  private static final int POLL_MS = 50;

  private final DevTools tools;
  private final String session;

  private Page(DevTools tools, String session) {
    this.tools = tools;
    this.session = session;
  }

  static Page open(DevTools tools) throws Exception {
    JsonNode target =
        tools.call("", "Target.createTarget", tools.params().put("url", "about:blank"));
    ObjectNode attach =
        tools.params().put("targetId", target.path("targetId").asText()).put("flatten", true);
    Page page = new Page(
        tools, tools.call("", "Target.attachToTarget", attach).path("sessionId").asText());
    for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
      page.call(domain + ".enable", tools.params());
    }
    return page;
  }

  /** Sets the size of the view, and whether it is dark. */
  public void show(int widthPx, int heightPx, boolean dark) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        tools
            .params()
            .put("width", widthPx)
            .put("height", heightPx)
            .put("deviceScaleFactor", 1)
            .put("mobile", false));
    ObjectNode media = tools.params();
    media
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", dark ? "dark" : "light");
    call("Emulation.setEmulatedMedia", media);
  }

  /** Loads a file and waits until its scripts ran. */
  public void load(Path file) throws Exception {
    call("Page.navigate", tools.params().put("url", file.toUri().toString()));
    waitFor("document.readyState === 'complete' && location.protocol === 'file:'");
  }

  /** Waits until an expression is true. */
  public void waitFor(String expression) throws Exception {
    long start = System.nanoTime();
    while (!evaluate(expression).asBoolean()) {
      if ((System.nanoTime() - start) / 1_000_000 > LOAD_MS) {
        throw new IllegalStateException("still not true after " + LOAD_MS + " ms: " + expression);
      }
      Thread.sleep(POLL_MS);
    }
  }

  /** Value of a JavaScript expression. */
  public JsonNode evaluate(String expression) throws Exception {
    JsonNode answer = call(
        "Runtime.evaluate",
        tools.params().put("expression", expression).put("returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /** Presses and releases a key, such as {@code Tab}. */
  public void press(String key, int code) throws Exception {
    for (String type : List.of("keyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          tools
              .params()
              .put("type", type)
              .put("key", key)
              .put("code", key)
              .put("windowsVirtualKeyCode", code));
    }
  }

  /** The whole page, also kept as a PNG file. */
  public BufferedImage screenshot(Path file) throws Exception {
    ObjectNode params = tools.params().put("format", "png").put("captureBeyondViewport", true);
    ObjectNode clip = params.putObject("clip").put("x", 0).put("y", 0).put("scale", 1);
    clip.put("width", evaluate("innerWidth").asInt());
    clip.put("height", evaluate("document.documentElement.scrollHeight").asInt());
    String data = call("Page.captureScreenshot", params).path("data").asText();
    byte[] png = Base64.getDecoder().decode(data);
    Files.createDirectories(file.resolveSibling(""));
    Files.write(file, png);
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  /** Addresses that were asked for. */
  public List<String> requests() {
    return tools.events("Network.requestWillBeSent").stream()
        .map(event -> event.path("request").path("url").asText())
        .toList();
  }

  /** What went to the console, and exceptions that no one caught. */
  public List<String> messages() {
    List<JsonNode> messages = new ArrayList<>();
    for (String kind :
        List.of("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")) {
      messages.addAll(tools.events(kind));
    }
    return messages.stream().map(JsonNode::toString).toList();
  }

  private JsonNode call(String method, ObjectNode params) throws Exception {
    return tools.call(session, method, params);
  }
}
