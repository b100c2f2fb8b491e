package io.segsnap.reports.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Commands and events of the Chrome DevTools Protocol over one WebSocket. */
final class DevTools implements WebSocket.Listener {

  private static final int TIMEOUT_S = 60;

  private final ObjectMapper mapper = new ObjectMapper();
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final StringBuilder message = new StringBuilder();
  private final WebSocket socket;

  DevTools(URI address) throws Exception {
    this.socket = HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .buildAsync(address, this)
        .get(TIMEOUT_S, TimeUnit.SECONDS);
  }

  ObjectNode params() {
    return mapper.createObjectNode();
  }

  /** Calls a method and waits for its result; an empty session is that of the browser. */
  JsonNode call(String session, String method, ObjectNode params) throws Exception {
    int id = lastId.incrementAndGet();
    ObjectNode command = params().put("id", id).put("method", method);
    command.set("params", params);
    if (!session.isEmpty()) {
      command.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    socket.sendText(command.toString(), true).get(TIMEOUT_S, TimeUnit.SECONDS);
    JsonNode result = answer.get(TIMEOUT_S, TimeUnit.SECONDS);
    if (result.has("error")) {
      throw new IllegalStateException(method + ": " + result.get("error"));
    }
    return result.path("result");
  }

  /** What happened so far, of one kind. */
  List<JsonNode> events(String method) {
    return events.stream()
        .filter(event -> event.path("method").asText().equals(method))
        .map(event -> event.path("params"))
        .toList();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    message.append(data);
    if (last) {
      receive(message.toString());
      message.setLength(0);
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  private void receive(String text) {
    try {
      JsonNode json = mapper.readTree(text);
      if (json.has("id")) {
        answers.remove(json.get("id").asInt()).complete(json);
      } else {
        events.add(json);
      }
    } catch (Exception e) {
      onError(socket, e);
    }
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    answers.values().forEach(answer -> answer.completeExceptionally(failure));
  }
}
