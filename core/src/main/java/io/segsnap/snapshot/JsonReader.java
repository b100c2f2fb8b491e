package io.segsnap.snapshot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.segsnap.CorruptionException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads typed values from a stream of JSON tokens; anything else is a {@link CorruptionException}. */
final class JsonReader {

  private final JsonParser json;
  private final Path path;
  private final String operation;

  /** Takes what belongs to the field of that name, with one of the value methods. */
  @FunctionalInterface
  interface Fields {
    void read(String name) throws IOException;
  }

  /** Takes one element of an array. */
  @FunctionalInterface
  interface Element {
    void read() throws IOException;
  }

  private JsonReader(JsonParser json, Path path, String operation) {
    this.json = json;
    this.path = path;
    this.operation = operation;
  }

  /** A reader of the top object's fields that follow version and checksum. */
  static JsonReader afterHead(JsonParser json, Path path, String operation) throws IOException {
    for (int token = 0; token < 5; token++) {
      json.nextToken();
    }
    return new JsonReader(json, path, operation);
  }

  /** Reads an object, as the value of a field or as an element; fields left alone are skipped. */
  void object(Fields fields) throws IOException {
    JsonToken token =
        json.currentToken() == JsonToken.FIELD_NAME ? json.nextToken() : json.currentToken();
    expect(token == JsonToken.START_OBJECT, "an object");
    fields(fields);
  }

  /** Reads the fields that an object has left. */
  void fields(Fields fields) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      fields.read(json.currentName());
      if (json.currentToken() == JsonToken.FIELD_NAME) {
        json.nextToken();
        json.skipChildren();
      }
    }
    expect(json.currentToken() == JsonToken.END_OBJECT, "a field or the end of the object");
  }

  /** Reads an array; the reader of an element finds its first token taken. */
  void array(Element element) throws IOException {
    expect(json.nextToken() == JsonToken.START_ARRAY, "an array");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken() != null, "an element or the end of the array");
      element.read();
    }
  }

  String text() throws IOException {
    return textHere(json.nextToken());
  }

  String textElement() throws IOException {
    return textHere(json.currentToken());
  }

  private String textHere(@Nullable JsonToken token) throws IOException {
    expect(token == JsonToken.VALUE_STRING, "a text");
    return json.getText();
  }

  /** A number of at least 0. */
  long number() throws IOException {
    return numberHere(json.nextToken());
  }

  long numberElement() throws IOException {
    return numberHere(json.currentToken());
  }

  private long numberHere(@Nullable JsonToken token) throws IOException {
    expect(token == JsonToken.VALUE_NUMBER_INT, "a whole number");
    long number = json.getLongValue();
    expect(number >= 0, "a number of at least 0");
    return number;
  }

  Instant instant() throws IOException {
    String text = text();
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw damage("an instant in ISO 8601", text);
    }
  }

  /** The value of a field that must have been there. */
  <T> T required(@Nullable T value, String field) throws CorruptionException {
    return Optional.ofNullable(value).orElseThrow(() -> damage("a field " + field, "none"));
  }

  /** Refuses the file unless it is as the text says. */
  void expect(boolean holds, String expected) throws IOException {
    if (!holds) {
      String found = json.currentToken() == null ? "the end" : String.valueOf(json.getText());
      throw damage(expected, found);
    }
  }

  /** The error at the current position. */
  CorruptionException damage(String expected, String actual) {
    return new CorruptionException(
        operation,
        path,
        json.currentTokenLocation().getByteOffset(),
        expected,
        actual,
        "the file is damaged");
  }
}
