package io.segsnap.reports.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.segsnap.reports.ReportInputException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Gates as JSON: a whole one in a file of its own, and one line for each in the history. */
public final class GateFiles {

  private static final ObjectMapper MAPPER = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
      .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
      .build();

  private GateFiles() {}

  /** Writes a gate, replacing the file; its folder exists. */
  public static void write(Path file, GateResult result) throws IOException {
    MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), result);
  }

  /**
   * Reads a gate.
   *
   * @throws ReportInputException if the file is missing, damaged or no gate's
   */
  public static GateResult read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw bad(file, "there is no such file");
    }
    try {
      return MAPPER.readValue(file.toFile(), GateResult.class);
    } catch (JsonProcessingException e) {
      throw bad(file, "no gate's JSON: " + problem(e));
    }
  }

  /** Appends a gate to a history, which is made when needed; its folder exists. */
  public static void append(Path history, Attempt attempt) throws IOException {
    appendLine(history, attempt);
  }

  /** Appends a trial to those of a proof; the file is made when needed, its folder exists. */
  public static void append(Path trials, Trial trial) throws IOException {
    appendLine(trials, trial);
  }

  /**
   * Reads a history, oldest first; one that is not there is empty.
   *
   * @throws ReportInputException naming the line that is damaged
   */
  public static List<Attempt> history(Path history) throws IOException {
    return lines(history, Attempt.class);
  }

  /**
   * Reads the trials of a proof, oldest first; none if there is no such file.
   *
   * @throws ReportInputException naming the line that is damaged
   */
  public static List<Trial> trials(Path trials) throws IOException {
    return lines(trials, Trial.class);
  }

  private static void appendLine(Path file, Object value) throws IOException {
    Files.writeString(
        file,
        MAPPER.writeValueAsString(value) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static <T> List<T> lines(Path file, Class<T> type) throws IOException {
    List<T> values = new ArrayList<>();
    if (!Files.exists(file)) {
      return values;
    }
    int number = 0;
    for (String line : text(file).lines().toList()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        values.add(MAPPER.readValue(line, type));
      } catch (JsonProcessingException e) {
        throw bad(file, "line " + number + " is no gate's: " + problem(e));
      }
    }
    return values;
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw bad(file, "it is no text in UTF-8");
    }
  }

  /** Without what Jackson says of its own settings. */
  private static String problem(JsonProcessingException e) {
    return e.getOriginalMessage().replaceFirst("; `DeserializationFeature.*", "");
  }

  private static ReportInputException bad(Path file, String problem) {
    return new ReportInputException(file, problem, "give a file that the gate wrote");
  }
}
